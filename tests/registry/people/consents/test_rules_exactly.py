"""What people agreed to is bound to its bytes: whoever changes a word makes a new version."""

import hashlib

from registry.people.consents.rules import (
    ASKED_FOR_BADGES,
    CONSENT_VERSION,
    CONSENTS,
    PLEDGE,
    Channel,
    Purpose,
)


def test_the_purposes_and_channels_are_the_words_of_the_api() -> None:
    assert [*Purpose] == ["programme", "audience_analysis", "institution_name"]
    assert [*Channel] == ["enrolment", "self_service"]


def test_badges_stand_on_two_consents_and_not_on_the_name() -> None:
    assert sorted(ASKED_FOR_BADGES) == ["audience_analysis", "programme"]


def test_the_words_of_2026_1_are_these_and_no_others() -> None:
    words = [PLEDGE, *CONSENTS.values()]
    together = "\n".join(text for wording in words for text in (wording.id, wording.en))

    assert {wording.version for wording in words} == {"2026-1"} == {CONSENT_VERSION}
    assert hashlib.sha256(together.encode()).hexdigest()[:32] == "756975be366b2541d02cdd90755ed0a8"


def test_another_language_than_english_is_answered_in_indonesian() -> None:
    assert PLEDGE.sha256("jv") == PLEDGE.sha256("id") != PLEDGE.sha256("en")
