"""Documents keep up with the code: problems, personal columns, commands, decisions."""

import importlib
import re

from sqlalchemy import MetaData

from shared.web.problems import problem_slug
from tests.conventions import problems_page
from tests.conventions.checkout import ROOT, SERVICES, files, text

ENTRY = re.compile(r"^\| `(\w+\.\w+)` \| ((?:`\w+` ?)+)\|", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)
DECISION = re.compile(r"^\| \[(\d{4})\]\((\d{4}-[\w-]+\.md)\)", re.MULTILINE)
LONGEST_DECISION = 60


def mapped_columns() -> set[tuple[str, str]]:
    """``(service.table, column)`` of every mapped table of every service."""
    return {
        (f"{service}.{table.name}", column.name)
        for service in SERVICES
        for table in catalogue(service).tables.values()
        for column in table.columns
    }


def catalogue(service: str) -> MetaData:
    """The service's tables, all of them."""
    for path in files(f"services/{service}/src/*/tables.py"):
        relative = path.relative_to(ROOT / f"services/{service}/src").with_suffix("")
        importlib.import_module(".".join(relative.parts))
    metadata: MetaData = importlib.import_module(f"{service}.metadata").Base.metadata
    return metadata


def documented_columns() -> list[tuple[str, str]]:
    """The columns docs/privacy.md speaks of, personal or not."""
    return [
        (table, column)
        for table, columns in ENTRY.findall(text(ROOT / "docs/privacy.md"))
        for column in columns.replace("`", "").split()
    ]


def test_every_column_is_declared_personal_or_not() -> None:
    undecided = sorted(mapped_columns() - set(documented_columns()))

    assert undecided == [], "say in docs/privacy.md what they hold, why, for whom and how long"


def test_no_column_is_declared_twice_or_after_it_is_gone() -> None:
    declared = documented_columns()

    assert sorted({entry for entry in declared if declared.count(entry) > 1}) == []
    assert sorted(set(declared) - mapped_columns()) == []


def test_the_problems_page_is_in_step_with_the_failures() -> None:
    written = (ROOT / "docs/api/problems.md").read_text("utf-8")

    assert written == problems_page.page(), (
        "run .venv/bin/python -m tests.conventions.problems_page > docs/api/problems.md"
    )


def test_two_failures_of_one_service_never_share_a_type() -> None:
    for package in ("shared", *SERVICES):
        kinds = set(problems_page.failures(package))
        slugs = [problem_slug(kind) for kind in kinds]
        assert sorted({slug for slug in slugs if slugs.count(slug) > 1}) == []


def test_every_command_is_in_a_document() -> None:
    pages = "\n".join(text(page) for page in files("*.md"))
    targets = TARGET.findall((ROOT / "Makefile").read_text("utf-8"))

    assert [target for target in targets if f"make {target}" not in pages] == []


def test_every_decision_is_listed_and_short() -> None:
    folder = ROOT / "docs/decisions"
    listed = DECISION.findall(text(folder / "README.md"))
    pages = sorted(page for page in folder.glob("[0-9]*.md"))

    assert [name for _, name in listed] == [page.name for page in pages]
    assert all(name.startswith(number) for number, name in listed)
    assert [page.name for page in pages if len(text(page).splitlines()) > LONGEST_DECISION] == []
