"""Every promise of docs/privacy.md to delete by a time is kept by a job that runs and is tried."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

import content.worker
import registry.worker
import verification.worker
from shared.jobs import TIDY
from tests.conventions.checkout import ROOT, files, text
from tests.services import CONTENT, REGISTRY, VERIFICATION

ROW = re.compile(r"^\| `(\w+)\.(\w+)` \|(.*)\|$", re.MULTILINE)
A_TIME = re.compile(
    r"\d+ ?(?:days?|h|hours?|minutes?|years?|months?|weeks?)\b|\b(?:daily|hourly)\b"
)
NAME = re.compile(r"`(\w+)`")
UNDECIDED = re.compile(r"to be set \([^)]*\)|no term yet")
OWN_CLIENT = {
    "client_id": "own",
    "client_secret": "x" * 32,
    "token_url": "http://127.0.0.1:1/oauth/token",
    "environment": "development",
}
IN_LIFE = "erase_due_by_the_clock"
TERM = 4
"""The cell that tells how long, counted from the columns' one."""


def terms() -> list[tuple[str, str, str]]:
    """``(service, table, how long)`` of every line about personal columns."""
    personal, _, _ = text(ROOT / "docs/privacy.md").partition("## 7.")
    lines = ((m[1], m[2], re.split(r"(?<!\\)\|", m[3])) for m in ROW.finditer(personal))
    return [(service, table, cells[TERM].strip()) for service, table, cells in lines]


def schedules() -> Mapping[str, Mapping[str, str]]:
    """What runs by the clock in each service, each with the name of its function."""
    told: dict[str, Any] = {"database_url": "postgresql+asyncpg://nowhere/none", **OWN_CLIENT}
    keyed: dict[str, Any] = {**told, **REGISTRY.keys}
    built = {
        "registry": registry.worker.build_worker(REGISTRY.settings(**keyed)),
        "verification": verification.worker.build_worker(VERIFICATION.settings(**told)),
        "content": content.worker.build_worker(CONTENT.settings(**told)),
    }
    return {
        service: {
            name: getattr(work, "__name__", name)
            for (name, _), work in {**worker.schedules, **TIDY}.items()
        }
        for service, worker in built.items()
    }


PROMISED = [
    (service, table, term)
    for service, table, term in terms()
    if A_TIME.search(UNDECIDED.sub("", term))
]


def test_the_page_promises_times() -> None:
    assert len(PROMISED) >= 10
    assert {service for service, *_ in PROMISED} == {"registry", "verification", "content"}


def test_every_time_names_a_job_that_runs() -> None:
    running = schedules()
    kept = {
        (service, table): set(NAME.findall(term)) & set(running[service])
        for service, table, term in PROMISED
    }

    assert [place for place, names in kept.items() if not names] == []


def test_no_name_on_the_page_is_of_a_job_that_is_gone() -> None:
    running = schedules()
    named = {(s, name) for s, _, term in terms() for name in NAME.findall(term)}

    jobs = {(s, name) for s, name in named if name.startswith(("forget_", "purge_", "lapse_"))}
    assert sorted((s, name) for s, name in jobs if name not in running[s]) == []


def test_every_job_that_lets_go_is_promised_and_tried() -> None:
    page = text(ROOT / "docs/privacy.md")
    tests = "\n".join(text(file) for file in files("*.py") if file.is_relative_to(ROOT / "tests"))
    letting_go = {
        name: {name, function}
        for running in schedules().values()
        for name, function in running.items()
        if name.startswith(("forget_", "purge_"))
    }

    assert sorted(name for name in letting_go if f"`{name}`" not in page) == []
    tried = {n for n, called in letting_go.items() if any(f"{c}(" in tests for c in called)}
    assert sorted(letting_go.keys() - tried) == []


def test_what_lasts_until_somebody_is_erased_is_erased_by_the_clock() -> None:
    assert IN_LIFE in schedules()["registry"]


@pytest.mark.parametrize(
    ("term", "promises"),
    [("365 days, daily job", True), ("24 h", True), ("until removed by the operator", False)],
)
def test_a_time_is_recognised(term: str, promises: bool) -> None:
    assert bool(A_TIME.search(term)) is promises
