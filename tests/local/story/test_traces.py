"""The search for personal numbers finds them in every dress."""

import pytest

from local.story.traces import personal_traces

NUMBERS = {"198704152010012903", "131110468"}


@pytest.mark.parametrize(
    "text",
    [
        '{"number": "198704152010012903"}',
        "NIP 19870415 201001 2 903 ditolak",
        "nip=1987-0415-2010-0129-03&x=1",
        "lama: 131110468",
        "12 198704152010012903 34",
    ],
)
def test_a_number_is_found(text: str) -> None:
    assert personal_traces([("log", text)], NUMBERS) == ["log"]


@pytest.mark.parametrize("text", ["", "198704152010012904", "2026-11-22T20:47:11.123456Z", "{}"])
def test_other_figures_are_no_trace(text: str) -> None:
    assert personal_traces([("log", text)], NUMBERS) == []
