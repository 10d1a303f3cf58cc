"""The accepting side of an upload, its limits, and the shape of every refusal."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from verification.arrivals.rules.rows import (
    FIELDS,
    MOST_AUDIENCE,
    MOST_POSTS,
    OLDEST_WEEKS,
    REFUSALS,
    Observed,
    RowRefused,
    read_row,
)

THIS_WEEK = date(2026, 11, 23)
ACCOUNT = "00000000-0000-4000-8000-000000000001"
ROW: dict[str, Any] = {
    "account_id": ACCOUNT,
    "week": "2026-W48",
    "audience": 612,
    "engagement": 40.5,
    "posts": 3,
    "source": "upload:csv",
}
KEPT = Observed(THIS_WEEK, UUID(ACCOUNT), 612, 40.5, 3, "upload:csv", None)


def read(**changed: Any) -> Observed:
    return read_row({**ROW, **changed}, this_week=THIS_WEEK)


def refusal(**changed: Any) -> str | None:
    try:
        read(**changed)
    except RowRefused as refused:
        return refused.code
    return None


def test_a_whole_row_is_kept_as_it_is() -> None:
    assert read() == KEPT
    assert KEPT.told_by == "upload:csv"


@pytest.mark.parametrize("name", ["engagement", "posts"])
def test_posts_and_engagement_may_be_empty_or_absent(name: str) -> None:
    without = {key: value for key, value in ROW.items() if key != name}

    assert getattr(read(**{name: None}), name) is None
    assert read_row(without, this_week=THIS_WEEK) == read(**{name: None})


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("audience", 0, 0),
        ("audience", 2_000_000_000, 2_000_000_000),
        ("audience", 612.0, 612),
        ("engagement", 0, 0.0),
        ("engagement", 1e12, 1e12),
        ("engagement", 7, 7.0),
        ("posts", 0, 0),
        ("posts", 10_080, 10_080),
        ("week", "2021-W48", date(2021, 11, 29)),
        ("source", "A-Za:z0.9_", "A-Za:z0.9_"),
        ("source", "x" * 64, "x" * 64),
    ],
)
def test_the_first_and_the_last_of_what_is_allowed(name: str, value: Any, kept: Any) -> None:
    found = getattr(read(**{name: value}), name)

    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("audience", -1, "audience_unreadable"),
        ("audience", 2_000_000_001, "audience_unreadable"),
        ("audience", 612.5, "audience_unreadable"),
        ("audience", None, "audience_unreadable"),
        ("audience", True, "audience_unreadable"),
        ("audience", "612", "audience_unreadable"),
        ("audience", float("nan"), "audience_unreadable"),
        ("audience", float("inf"), "audience_unreadable"),
        ("engagement", -0.1, "engagement_unreadable"),
        ("engagement", 1.1e12, "engagement_unreadable"),
        ("engagement", "40", "engagement_unreadable"),
        ("engagement", True, "engagement_unreadable"),
        ("engagement", [], "engagement_unreadable"),
        ("engagement", float("inf"), "engagement_unreadable"),
        ("posts", -1, "posts_unreadable"),
        ("posts", 10_081, "posts_unreadable"),
        ("posts", 0.5, "posts_unreadable"),
        ("posts", "", "posts_unreadable"),
        ("source", None, "source_unreadable"),
        ("source", "", "source_unreadable"),
        ("source", "x" * 65, "source_unreadable"),
        ("source", "a b", "source_unreadable"),
        ("source", "é", "source_unreadable"),
        ("source", 7, "source_unreadable"),
        ("week", "2026-W49", "week_in_future"),
        ("week", "2021-W47", "week_too_old"),
        ("week", "2026-48", "week_unreadable"),
        ("week", 48, "week_unreadable"),
        ("week", None, "week_unreadable"),
        ("account_id", None, "account_id_unreadable"),
        ("account_id", ACCOUNT.replace("-", ""), "account_id_unreadable"),
        ("account_id", "x" * 36, "account_id_unreadable"),
        ("account_id", 1, "account_id_unreadable"),
        ("handle", "contoh", "field_unknown"),
        ("source", "registry", "source_reserved"),
        ("metric", "likes", "metric_unknown"),
        ("metric", ["followers"], "metric_unknown"),
        ("rounded", 1, "rounded_unreadable"),
        ("rounded", "true", "rounded_unreadable"),
    ],
)
def test_what_is_not_allowed_is_refused_by_its_name(name: str, value: Any, code: str) -> None:
    assert refusal(**{name: value}) == code


@pytest.mark.parametrize("row", [None, [], "row", 7, [ROW]])
def test_what_is_no_row_cannot_be_read(row: object) -> None:
    with pytest.raises(RowRefused) as refused:
        read_row(row, this_week=THIS_WEEK)

    assert refused.value.code == "row_unreadable"


NO_FIGURES = {"audience": None, "engagement": None, "posts": None}


def test_a_missed_week_has_a_reason_and_may_have_a_source() -> None:
    missed = Observed(THIS_WEEK, UUID(ACCOUNT), None, None, None, "upload:csv", "platform.down")

    assert read(**NO_FIGURES, missed="platform.down") == missed
    assert read(**NO_FIGURES, missed="platform.down", source=None) == replace(missed, source=None)


@pytest.mark.parametrize(("name", "value"), [("audience", 0), ("engagement", 0), ("posts", 0)])
def test_a_missed_week_has_no_figures_not_even_nought(name: str, value: int) -> None:
    assert refusal(**{**NO_FIGURES, name: value}, missed="x") == "missed_and_read"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"missed": ""}, "missed_unreadable"),
        ({"missed": "a b"}, "missed_unreadable"),
        ({"missed": 7}, "missed_unreadable"),
        ({"missed": "x", "source": ""}, "source_unreadable"),
    ],
)
def test_the_reason_of_a_missed_week_is_a_code(changed: dict[str, Any], code: str) -> None:
    assert refusal(**NO_FIGURES, **changed) == code


def test_the_limits_are_those_the_sentences_tell() -> None:
    assert (MOST_AUDIENCE, MOST_POSTS, OLDEST_WEEKS) == (2_000_000_000, 10_080, 260)
    assert "10.080" in REFUSALS["posts_unreadable"].id
    assert {*ROW, "missed", "metric", "rounded"} == FIELDS
    assert [*REFUSALS] == [
        "row_unreadable",
        "field_unknown",
        "account_id_unreadable",
        "account_unknown",
        "week_unreadable",
        "week_in_future",
        "week_too_old",
        "audience_unreadable",
        "engagement_unreadable",
        "posts_unreadable",
        "source_unreadable",
        "missed_unreadable",
        "source_reserved",
        "too_many_sources",
        "metric_unknown",
        "rounded_unreadable",
        "missed_and_read",
        "duplicate_in_batch",
    ]
