"""Which word of verification a badge may have waited for."""

import pytest

from registry.badges.decisions.rules import opens_the_way


def test_an_eligible_account_may_lack_nothing_now() -> None:
    assert opens_the_way("eligible")


@pytest.mark.parametrize("decision", ["not_yet", "review", "insufficient_data", "", "ELIGIBLE"])
def test_any_other_word_brings_no_badge(decision: str) -> None:
    assert not opens_the_way(decision)
