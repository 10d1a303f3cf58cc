"""A wait in a test says for what it waited in vain."""

import pytest

from tests import waiting


async def test_a_wait_ends_when_it_has_come_true() -> None:
    answers = [0, None, 3, 4]

    await waiting.until(lambda: answers.pop(0), "the third answer")

    assert answers == [4]


async def test_a_question_may_be_asked_over_the_network() -> None:
    answers = [False, True]

    async def asked() -> bool:
        return answers.pop(0)

    await waiting.until(asked, "the second answer")

    assert answers == []


async def test_a_wait_in_vain_names_what_never_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0)

    with pytest.raises(AssertionError, match="not within 0 s: the badge"):
        await waiting.until(lambda: False, "the badge")
