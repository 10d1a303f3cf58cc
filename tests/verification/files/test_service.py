"""The quick way through a line and the careful one say the same."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.wire import strict_json
from verification.eligibility.schemas import AccountIn, plain_history
from verification.files.service import LONGEST_LINE, lines_of

WEEKS = [f"2026-W{number:02d}" for number in range(1, 47)]
PLAIN: dict[str, Any] = {
    "id": "a",
    "platform": "x",
    "weeks": [{"week": "2026-W05", "audience": 1, "engagement": 2.5, "posts": None}],
}
WEEK = st.fixed_dictionaries(
    {"audience": st.integers(0, 2**31 - 1)},
    optional={
        "engagement": st.none() | st.floats(0, 1e12) | st.integers(0, 1000),
        "posts": st.none() | st.integers(0, 2**31 - 1),
    },
)


@given(readings=st.dictionaries(st.sampled_from(WEEKS), WEEK, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_plain_line_is_read_as_the_careful_way_reads_it(
    readings: dict[str, dict[str, Any]],
) -> None:
    weeks = [{"week": week, **readings[week]} for week in sorted(readings)]
    raw = json.dumps({"id": "é", "platform": "x", "weeks": weeks}, ensure_ascii=False).encode()

    history = plain_history(raw)

    assert history == AccountIn.model_validate(strict_json(raw)).history()
    assert history is not None
    assert all(type(r.audience) is int for r in history.readings)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"id":"a","id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1,"audience":1}]}',
        b'{"id" :"a","platform":"x","weeks":[{"week":"2026-W05","audience":1,"audience":2}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","week":"2026-W05","audience":1}]}',
        b'{"id":"a\\u0041","platform":"x","weeks":[{"week":"2026-W05","audience":1}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2025-W53","audience":1}]}',
        b'{"id":"a","platform":"x","weeks":[]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1}],"as_of":"2026-W06"}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":-1}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":9223372036854775808}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1,"engagement":NaN}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W06","audience":1},'
        b'{"week":"2026-W05","audience":1}]}',
        b'{"id":"a","platform":"x\\n","weeks":[{"week":"2026-W05","audience":1}]}',
    ],
)
def test_whatever_is_peculiar_is_left_to_the_careful_way(raw: bytes) -> None:
    assert plain_history(raw) is None


def test_white_space_is_not_peculiar() -> None:
    assert plain_history(json.dumps(PLAIN, indent=2).encode()) is not None


def test_a_line_too_long_to_be_held_is_passed_over_whole() -> None:
    long = b'"' + b"x" * (LONGEST_LINE + 5) + b'"\n'

    assert list(lines_of(BytesIO(b"{}\n" + long + b"\n{}\n"))) == [
        (1, b"{}\n"),
        (2, None),
        (4, b"{}\n"),
    ]
