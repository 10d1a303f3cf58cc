"""What people agree to, in words that can be proven later."""

import hashlib

from registry.people.consents.rules import (
    CONSENTS,
    PLEDGE,
    Purpose,
    lacks_programme,
    withdrawn_with,
)


def test_every_purpose_has_its_words_in_both_languages() -> None:
    assert set(CONSENTS) == set(Purpose)
    assert all(wording.id and wording.en and wording.version for wording in CONSENTS.values())


def test_the_hash_proves_the_words_of_the_language_that_was_read() -> None:
    assert PLEDGE.sha256("id") == hashlib.sha256(PLEDGE.id.encode()).digest()
    assert PLEDGE.sha256("en") == hashlib.sha256(PLEDGE.en.encode()).digest()


def test_leaving_the_programme_withdraws_everything() -> None:
    assert set(withdrawn_with(Purpose.PROGRAMME)) == set(Purpose)


def test_the_analysis_can_be_withdrawn_alone() -> None:
    assert withdrawn_with(Purpose.AUDIENCE_ANALYSIS) == (Purpose.AUDIENCE_ANALYSIS,)


def test_only_the_programme_itself_must_be_agreed_to() -> None:
    assert lacks_programme([Purpose.AUDIENCE_ANALYSIS])
    assert not lacks_programme([Purpose.PROGRAMME])
