"""Writes docs/api/codes.md: each code of the contracts with its sentence, on standard output."""

import importlib
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from shared.codes import MEANT
from shared.language import Text
from tests.conventions.checkout import ROOT, SERVICES
from tests.conventions.problems_page import modules

HEAD = """# Kode · Codes

This page is written by `tests/conventions/codes_page.py`; a test keeps it equal to the contracts.

Kode tidak pernah diterjemahkan dan tidak berganti arti; yang baru dapat bertambah, jadi terimalah
kode yang belum Anda kenal. Kata dalam kurung kurawal diisi pada jawaban. Nama tabel: skema pada
`openapi.json`, lalu anggotanya.

Codes are never translated and never change their meaning; new ones may come, so take those you do
not know. Words in braces are filled in by an answer. Tables are named by the schema of
`openapi.json` and its member. Sentences that nothing else says are in `codes.toml` beside the test.
"""
UNSAID = "?"
"""Stands where a sentence is missing; the test that keeps the page asks that there is none."""

Sentences = dict[str, dict[str, str]]
"""By the name of the enumeration, then by code."""


def page() -> str:
    """All codes of all contracts in Markdown; what every service says, first."""
    told = {service: sentences(service) for service in SERVICES}
    first, *others = told.values()
    common = {
        name: {c: s for c, s in codes.items() if all(o.get(name, {}).get(c) == s for o in others)}
        for name, codes in first.items()
    }
    parts = [HEAD, *section("Setiap layanan · every service", common)]
    for service, named in told.items():
        own = {
            name: {c: s for c, s in codes.items() if c not in common.get(name, {})}
            for name, codes in named.items()
        }
        parts += section(service, own)
    return "\n".join(parts)


def section(title: str, named: Sentences) -> Iterator[str]:
    """A heading and a table for each enumeration that has codes."""
    yield f"## {title}\n"
    for name, codes in sorted(named.items()):
        if codes:
            rows = [
                f"| `{code}` | {sentence.replace('|', chr(92) + '|')} |"
                for code, sentence in codes.items()
            ]
            yield "\n".join(
                [f"### {name}", "", "| kode · code | arti · meaning |", "|---|---|", *rows, ""]
            )


@cache
def written() -> dict[str, dict[str, dict[str, list[str]]]]:
    """The words by hand: by service, enumeration and code."""
    return tomllib.loads((ROOT / "tests/conventions/codes.toml").read_text("utf-8"))


def sentences(service: str) -> Sentences:
    """Every enumeration of a contract with what its codes mean."""
    contract = json.loads((ROOT / f"services/{service}/openapi.json").read_text("utf-8"))
    words = {**written()["shared"], **written()[service]}
    spoken = {kind.__name__: told for kind, told in spoken_in(service)}
    found: Sentences = {}
    for name, schema in enumerations(contract):
        meant = dict(zip(schema["enum"], schema.get(MEANT, ()), strict=False))
        pairs = words.get(name) or words.get(name.rpartition(".")[2], {})
        by_hand = {code: " · ".join(pair) for code, pair in pairs.items()}
        known = spoken.get(name, {}) | by_hand | meant
        found.setdefault(name, {}).update({c: known.get(c, UNSAID) for c in schema["enum"]})
    return found


def enumerations(contract: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each schema with more than one value to choose from, and its name."""
    for name, schema in contract["components"]["schemas"].items():
        yield from _within(schema, name)
    for methods in contract["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                yield from _within(parameter["schema"], parameter["name"])


def _within(schema: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, list):
        for each in schema:
            yield from _within(each, name)
    if isinstance(schema, dict):
        if len(schema.get("enum", ())) > 1:
            yield name, schema
        for member, child in schema.items():
            if member in ("properties", "patternProperties"):
                for own, each in child.items():
                    yield from _within(each, f"{name}.{own}" if member == "properties" else name)
            elif member not in ("examples", "default"):
                yield from _within(child, name)


def spoken_in(service: str) -> Iterator[tuple[type[StrEnum], dict[str, str]]]:
    """Sentences that the code says to people anyway: a mapping from members to texts."""
    for module in modules(service):
        for value in vars(importlib.import_module(module)).values():
            if isinstance(value, Mapping) and value:
                kinds = {type(key) for key in value}
                texts = all(isinstance(text, Text) for text in value.values())
                if texts and len(kinds) == 1 and issubclass(kind := kinds.pop(), StrEnum):
                    yield kind, {str(c): f"{t.id} · {t.en}" for c, t in value.items()}


if __name__ == "__main__":
    print(page(), end="")
    if UNSAID in page():
        print("codes without a sentence: add them to tests/conventions/codes.toml", file=sys.stderr)
