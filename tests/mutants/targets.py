"""Which modules hold rules, and which test files speak for each of them."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.conventions.checkout import ROOT, SERVICES, files, named

RULES = (
    *(f"services/{service}/src/{service}/*/rules.py" for service in SERVICES),
    *(f"services/{service}/src/{service}/*/rules/*.py" for service in SERVICES),
    *(f"shared/src/shared/{name}.py" for name in ("calendar", "language", "paging")),
    *(f"shared/src/shared/web/{name}.py" for name in ("etags", "tokens")),
)
"""``shared.web.idempotency`` is not among them: it is mostly SQL, and tested on a database."""
KEPT = re.compile(r"_\d+_\d+$")
"""Rules of earlier releases, kept as they were: golden records speak for them."""


@dataclass(frozen=True, slots=True)
class Target:
    """A module of rules and its own tests."""

    module: str
    path: Path
    tests: tuple[str, ...]


def targets() -> list[Target]:
    """Every module of rules; the stars of git match folders too, so wings are in."""
    return [
        target(path)
        for path in files(*RULES)
        if path.stem != "__init__" and not KEPT.search(path.stem)
    ]


def target(path: Path) -> Target:
    """``a/rules.py`` has ``a/test_rules*.py``; ``a/rules/b.py`` has ``test_b*.py`` as well."""
    inside = path.relative_to(ROOT)
    parts = inside.parts[inside.parts.index("src") + 1 :]
    folder = "/".join(("tests", *parts[:-1]))
    wanted = [f"{folder}/test_{path.stem}*.py"]
    if parts[-2] == "rules":
        feature = folder.removesuffix("/rules")
        wanted += [f"{feature}/test_rules*.py", f"{feature}/test_{path.stem}*.py"]
    tests = tuple(named(file) for file in files(*wanted))
    return Target(".".join(parts).removesuffix(".py"), path, tests)


def chosen(words: list[str]) -> list[Target]:
    """The targets whose module begins with one of the words; all of them without words."""
    return [t for t in targets() if not words or t.module.startswith(tuple(words))]
