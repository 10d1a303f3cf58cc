"""Which rows are kept and which are refused, and why."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from shared.calendar import IsoWeek
from tests.verification.given import WEEK, row
from verification.arrivals.rules.rows import REFUSALS, RowRefused, read_row

ACCOUNT = UUID(int=1)


def test_a_reading_is_kept_exactly() -> None:
    kept = read_row(row(ACCOUNT), this_week=WEEK)
    assert (kept.account_id, kept.week) == (ACCOUNT, WEEK)
    assert (kept.audience, kept.engagement, kept.posts) == (612, 43.0, 3)


def test_a_missed_week_has_a_reason_and_no_figures() -> None:
    missed = {"account_id": str(ACCOUNT), "week": "2026-W47", "missed": "private"}
    assert read_row(missed, this_week=WEEK).missed == "private"
    with pytest.raises(RowRefused, match="missed_and_read"):
        read_row({**missed, "audience": 0}, this_week=WEEK)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"account_id": "x"}, "account_id_unreadable"),
        ({"account_id": None}, "account_id_unreadable"),
        ({"account_id": "{" + ACCOUNT.hex + "}  "}, "account_id_unreadable"),
        ({"week": "2026-W48"}, "week_in_future"),
        ({"week": "2026-W60"}, "week_unreadable"),
        ({"week": 202647}, "week_unreadable"),
        ({"week": "2019-W01"}, "week_too_old"),
        ({"audience": -1}, "audience_unreadable"),
        ({"audience": 612.5}, "audience_unreadable"),
        ({"audience": True}, "audience_unreadable"),
        ({"audience": "612"}, "audience_unreadable"),
        ({"audience": None}, "audience_unreadable"),
        ({"audience": 10**30}, "audience_unreadable"),
        ({"engagement": 10**400}, "engagement_unreadable"),
        ({"audience": float("nan")}, "audience_unreadable"),
        ({"engagement": float("inf")}, "engagement_unreadable"),
        ({"engagement": -0.1}, "engagement_unreadable"),
        ({"engagement": 1e13}, "engagement_unreadable"),
        ({"posts": 10_081}, "posts_unreadable"),
        ({"posts": 0.5}, "posts_unreadable"),
        ({"source": None}, "source_unreadable"),
        ({"source": "a b"}, "source_unreadable"),
        ({"source": "x\x00"}, "source_unreadable"),
        ({"missed": ""}, "missed_and_read"),
        ({"followers": 1}, "field_unknown"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RowRefused) as refusal:
        read_row({**row(ACCOUNT), **changes}, this_week=WEEK)
    assert refusal.value.code == code


anything_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(deadline=None)
@anything(
    anything_json
    | st.fixed_dictionaries(
        {},
        optional={
            "account_id": st.just(str(ACCOUNT)) | anything_json,
            "week": st.sampled_from(["2026-W05", "2026-W99"]) | anything_json,
            "audience": anything_json,
            "engagement": anything_json,
            "posts": anything_json,
            "source": st.just("x") | anything_json,
            "missed": anything_json,
        },
    )
)
def test_no_row_whatever_does_anything_but_be_kept_or_refused(row: object) -> None:
    refused = ""
    try:
        read_row(row, this_week=date(2026, 11, 16))
    except RowRefused as refusal:
        refused = refusal.code
    assert refused in {"", *REFUSALS}


@pytest.mark.parametrize(
    "changes",
    [
        {"engagement": None},
        {"posts": None},
        {"engagement": 0},
        {"engagement": 1e12},
        {"posts": 0},
        {"posts": 10_080},
        {"posts": 3.0},
        {"audience": 0},
        {"audience": 2_000_000_000},
        {"audience": 612.0},
        {"source": "a" * 64},
        {"source": "aZ0:._-"},
        {"week": "2026-W47"},
        {"week": "2021-W47"},
        {"missed": None},
    ],
)
def test_the_limits_themselves_are_kept(changes: dict[str, Any]) -> None:
    kept = read_row({**row(ACCOUNT), **changes}, this_week=WEEK)
    for name, value in changes.items():
        told = str(IsoWeek.of(kept.week)) if name == "week" else getattr(kept, name)
        assert told == value


def test_optional_figures_may_be_left_out() -> None:
    short = {"account_id": str(ACCOUNT), "week": "2026-W47", "audience": 612, "source": "x"}
    kept = read_row(short, this_week=WEEK)
    assert (kept.engagement, kept.posts, kept.missed) == (None, None, None)
    assert type(read_row({**short, "audience": 612.0}, this_week=WEEK).audience) is int
    assert type(read_row({**short, "engagement": 3}, this_week=WEEK).engagement) is float


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"engagement": "43"}, "engagement_unreadable"),
        ({"engagement": True}, "engagement_unreadable"),
        ({"engagement": 1e12 + 1}, "engagement_unreadable"),
        ({"audience": 2_000_000_001}, "audience_unreadable"),
        ({"posts": -1}, "posts_unreadable"),
        ({"posts": "3"}, "posts_unreadable"),
        ({"source": "a" * 65}, "source_unreadable"),
        ({"source": ""}, "source_unreadable"),
        ({"source": 7}, "source_unreadable"),
        ({"week": "2021-W46"}, "week_too_old"),
        ({"week": None}, "week_unreadable"),
        ({"account_id": "z" * 36}, "account_id_unreadable"),
        ({"account_id": str(ACCOUNT) + "0"}, "account_id_unreadable"),
    ],
)
def test_one_beyond_the_limits_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RowRefused) as refusal:
        read_row({**row(ACCOUNT), **changes}, this_week=WEEK)
    assert refusal.value.code == code


@pytest.mark.parametrize("given_row", [None, 1, "x", [], [1]])
def test_what_is_no_object_is_no_row(given_row: object) -> None:
    with pytest.raises(RowRefused, match="row_unreadable"):
        read_row(given_row, this_week=WEEK)


def test_a_missed_week_may_name_its_source_and_needs_a_code() -> None:
    missed = {"account_id": str(ACCOUNT), "week": "2026-W47", "missed": "private"}
    kept = read_row({**missed, "source": "platform-api"}, this_week=WEEK)
    assert (kept.source, kept.audience, kept.engagement, kept.posts) == (
        "platform-api",
        None,
        None,
        None,
    )
    assert read_row(missed, this_week=WEEK).source is None
    for bad, code in (({"missed": "a b"}, "missed_unreadable"), ({"source": "a b"}, "source_un")):
        with pytest.raises(RowRefused, match=code):
            read_row({**missed, **bad}, this_week=WEEK)
    for figure in ("engagement", "posts"):
        with pytest.raises(RowRefused, match="missed_and_read"):
            read_row({**missed, figure: 0}, this_week=WEEK)
