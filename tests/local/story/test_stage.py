"""A wait names what it waits for, and a service that asks for patience gets it."""

import httpx
import pytest

from local.story.stage import StepFailed, asked_pause, eventually, in_time


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0.3),
        ({"Retry-After": "2"}, 2),
        ({"Retry-After": "3600"}, 10),
        ({"Retry-After": "Thu, 26 Nov 2026 10:00:00 GMT"}, 0.3),
    ],
)
def test_the_pause_is_the_one_asked_for_within_reason(
    headers: dict[str, str], seconds: float
) -> None:
    assert asked_pause(httpx.Response(503, headers=headers)) == seconds


async def test_the_first_answer_that_is_not_empty_ends_the_wait() -> None:
    answers = [None, "", 0, "badge", "later"]

    async def question() -> object:
        return answers.pop(0)

    assert await eventually(question, "lencana diberikan") == "badge"
    assert answers == ["later"]


async def test_a_wait_in_vain_says_for_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.story.stage.PATIENCE_SECONDS", 0)

    async def never() -> None:
        return None

    with pytest.raises(StepFailed, match="lencana diberikan: tidak dalam 0 detik"):
        await eventually(never, "lencana diberikan")


async def test_the_time_a_wait_took_is_told() -> None:
    async def at_once() -> str:
        return "ended"

    answer, seconds = await in_time(at_once, "pencarian menjawab ended")

    assert answer == "ended"
    assert 0 <= seconds < 120
