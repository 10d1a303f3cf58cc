"""Who decides on a badge belongs elsewhere, and no pause is forgotten."""

from datetime import date, timedelta

import pytest

from registry.badges.measures.rules import has_conflict_of_interest, is_review_date

TODAY = date(2026, 2, 2)


@pytest.mark.parametrize(
    ("reviewer", "conflict"),
    [
        (frozenset({"klpd:K3"}), False),
        (frozenset({"klpd:K65"}), True),
        (frozenset({"klpd:K3", "klpd:K65"}), True),
        (frozenset(), True),
    ],
)
def test_nobody_reviews_the_own_institution(reviewer: frozenset[str], conflict: bool) -> None:
    assert has_conflict_of_interest(reviewer, "klpd:K65") is conflict


@pytest.mark.parametrize(("days", "accepted"), [(-1, False), (0, True), (365, True), (366, False)])
def test_a_suspension_is_reviewed_within_a_year(days: int, accepted: bool) -> None:
    assert is_review_date(TODAY + timedelta(days=days), TODAY) is accepted
