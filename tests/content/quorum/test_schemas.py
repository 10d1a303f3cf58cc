"""Who is missing, in words."""

import pytest

from content.quorum.rules import Missing, Wanted
from content.quorum.schemas import ClearerWanted


@pytest.mark.parametrize("wanted", Wanted)
def test_every_want_is_explained_in_both_languages(wanted: Wanted) -> None:
    shown = ClearerWanted.of(Missing(wanted, "klpd:K24"))

    assert shown.text_id.startswith("Perlu persetujuan ")
    assert shown.text_en.startswith("Needs ")
    assert (shown.code, shown.institution) == (wanted, "klpd:K24")


def test_the_institution_that_is_missing_is_named() -> None:
    shown = ClearerWanted.of(Missing(Wanted.TARGETED_INSTITUTION, "klpd:K24"))

    assert shown.text_id == "Perlu persetujuan seseorang dari klpd:K24 atau di bawahnya."
    assert shown.text_en == "Needs somebody of klpd:K24 or under it."
