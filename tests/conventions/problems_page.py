"""Writes docs/api/problems.md from the failures of the code, on standard output."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

from shared.errors import Failure
from shared.web.problems import HTTP_TEXTS, problem_slug, status_of
from tests.conventions.checkout import ROOT, SERVICES, text

HEAD = """# Masalah · Problems

This page is written by `tests/conventions/problems_page.py`; a test keeps it equal to the code.

Setiap galat adalah dokumen masalah (RFC 9457, `application/problem+json`). `type` tidak pernah
berubah dan tidak diterjemahkan; `title` dan `detail` berbahasa Indonesia, atau Inggris bila diminta
dengan `Accept-Language: en`. `instance` adalah nomor permintaan; sebutkan bila melapor.

Every error is a problem document. `type` never changes and is never translated; `title` and
`detail` are Indonesian, or English on request. `errors` points at the faults of a request (JSON
pointer). Words in braces are facts that also stand beside `detail`. `Retry-After` comes with 429
and 503. Only `POST /oauth/token` answers otherwise, as RFC 6749 §5.2 demands: `{"error": …}`.
"""
GATEWAY = "deploy/gateway/problems.conf"
SLUG = re.compile(r"^  /gateway/(\d+) ([a-z-]+);$", re.MULTILINE)
WORDS = re.compile(r'^  (id|en)/gateway/(\d+) "(.+)";$', re.MULTILINE)
NOT_SERVED = ("local", "shared.testing")
COLUMNS = "| status | type | arti · meaning | saran · advice |\n|---|---|---|---|"


def page() -> str:
    """All problems of all services in Markdown."""
    sections = [section(home) for home in ("shared", *SERVICES)]
    return "\n".join([HEAD, *sections, gateway()])


def section(package: str) -> str:
    """One package's table, by status and name."""
    rows = [row(status_of(kind), problem_slug(kind), kind) for kind in failures(package)]
    if package == "shared":
        rows += [line(status, slug, title, advice) for status, (slug, title, advice) in http()]
    title = "Setiap layanan · every service" if package == "shared" else package
    return table(title, rows)


def gateway() -> str:
    """What the gateway answers itself, when no service is asked or none answers."""
    slugs, titles, details = text(ROOT / GATEWAY).split("map $tongue$uri ")
    title, detail = spoken(titles), spoken(details)
    rows = [line(int(code), slug, title[code], detail[code]) for code, slug in SLUG.findall(slugs)]
    return table("Gerbang · gateway", rows)


def spoken(words: str) -> dict[str, str]:
    """Both languages of a sentence by status."""
    found = {(tongue, code): sentence for tongue, code, sentence in WORDS.findall(words)}
    return {
        code: f"{found['id', code]} · {found['en', code]}"
        for tongue, code in found
        if tongue == "id"
    }


def table(title: str, rows: list[str]) -> str:
    """A heading and its rows, each once."""
    return "\n".join([f"## {title}", "", COLUMNS, *sorted(set(rows)), ""])


def http() -> list[tuple[int, tuple[str, str, str]]]:
    """What the framework refuses before a feature is reached."""
    return [
        (status, (slug, f"{title.id} · {title.en}", f"{advice.id} · {advice.en}"))
        for status, (slug, title, advice) in HTTP_TEXTS.items()
    ]


def row(status: int, slug: str, kind: type[Failure]) -> str:
    """One failure with its sentences."""
    title, advice = kind.title, kind.detail
    return line(status, slug, f"{title.id} · {title.en}", f"{advice.id} · {advice.en}")


def line(status: int, slug: str, title: str, advice: str) -> str:
    """One row of a table."""
    cells = (str(status), f"`/problems/{slug}`", title, advice)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def failures(package: str) -> list[type[Failure]]:
    """The failures a package declares; the kinds themselves are not failures."""
    for name in modules(package):
        importlib.import_module(name)
    return [
        kind
        for kind in descendants(Failure)
        if kind.__module__.partition(".")[0] == package
        and kind.__module__ != "shared.errors"
        and not kind.__module__.startswith(NOT_SERVED)
    ]


def modules(package: str) -> Iterator[str]:
    """Every module but programs, migrations, and what serves nobody."""
    path = importlib.import_module(package).__path__
    for module in pkgutil.walk_packages(path, f"{package}."):
        skipped = module.name.endswith(".__main__") or ".migrations" in module.name
        if not skipped and not module.name.startswith(NOT_SERVED):
            yield module.name


def descendants(kind: type[Failure]) -> Iterator[type[Failure]]:
    """Every class below, each once per path."""
    for below in kind.__subclasses__():
        yield below
        yield from descendants(below)


if __name__ == "__main__":
    print(page(), end="")
