"""Who may review accounts."""

import pytest

from verification.accounts.errors import ReviewerWithoutInstitution
from verification.accounts.service import own_institutions


def test_a_reviewer_passes_over_the_own_institutions() -> None:
    assert own_institutions({"klpd:K3", "klpd:K65"}) == {"klpd:K3", "klpd:K65"}


def test_who_belongs_nowhere_reviews_nothing() -> None:
    with pytest.raises(ReviewerWithoutInstitution):
        own_institutions(frozenset())
