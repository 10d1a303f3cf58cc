"""Pledge and consents: which words, when, how, and what is stated."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from registry.callers import Participant
from registry.people.consents import service
from registry.people.consents.errors import ConsentNotGiven, WordingOutdated
from registry.people.consents.rules import CONSENTS, PLEDGE, Channel, ConsentGiven, Purpose
from registry.people.consents.service import Agreement
from registry.people.consents.tables import Consent, Pledge
from registry.people.officers import service as officers
from registry.people.officers.errors import NameConsentMissing, NameMissing
from registry.people.officers.tables import Officer
from registry.sealing import Vault
from registry.settings import Settings
from shared.database import Sessions, system_transaction
from shared.language import Language
from tests.registry import given, scenes
from tests.registry.facts import noting

NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
BOTH = given.BOTH
LATER = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return settings.vault


async def somebody(
    sessions: Sessions, *purposes: Purpose, pledged: bool = False, trained: bool = False
) -> Participant:
    """An officer who agreed to these purposes long ago."""
    officer = await given.an_officer(sessions, consents=purposes, pledged=pledged, trained=trained)
    return Participant(officer.id, officer.institution, officer.principal)


def agreement(*purposes: Purpose, version: str = "2026-1", english: bool = False) -> Agreement:
    return Agreement(purposes, version, "en" if english else "id")


async def consents_of(sessions: Sessions, officer_id: UUID) -> list[Consent]:
    statement = select(Consent).where(Consent.officer_id == officer_id).order_by(Consent.purpose)
    async with system_transaction(sessions) as session:
        return list(await session.scalars(statement))


@pytest.mark.parametrize(("language", "text"), [("id", PLEDGE.id), ("en", PLEDGE.en)])
async def test_a_pledge_keeps_which_words_were_read(
    sessions: Sessions, language: Language, text: str
) -> None:
    me = await somebody(sessions)

    async with system_transaction(sessions) as session:
        await service.accept_pledge(session, me, "2026-1", language, NOON)

    async with system_transaction(sessions) as session:
        kept = (await session.scalars(select(Pledge).where(Pledge.officer_id == me.id))).one()
    assert (kept.version, kept.language, kept.accepted_at) == ("2026-1", language, NOON)
    assert kept.text_sha256 == hashlib.sha256(text.encode()).digest()


async def test_a_pledge_accepted_again_keeps_the_first_day(sessions: Sessions) -> None:
    me = await somebody(sessions)

    for now in (NOON, LATER):
        async with system_transaction(sessions) as session:
            await service.accept_pledge(session, me, "2026-1", "id", now)

    async with system_transaction(sessions) as session:
        kept = await session.scalars(select(Pledge.accepted_at).where(Pledge.officer_id == me.id))
        assert list(kept) == [NOON]


async def test_words_that_are_not_in_force_are_refused(sessions: Sessions, vault: Vault) -> None:
    me = await somebody(sessions)

    async with system_transaction(sessions) as session:
        with pytest.raises(WordingOutdated):
            await service.accept_pledge(session, me, "2019-1", "id", NOON)
        with pytest.raises(WordingOutdated):
            old = agreement(Purpose.PROGRAMME, version="2019-1")
            await service.agree(session, vault, me, old, Channel.ENROLMENT, NOON)

    assert await consents_of(sessions, me.id) == []


async def test_each_purpose_has_a_proof_of_its_own(sessions: Sessions, vault: Vault) -> None:
    me = await somebody(sessions)

    async with system_transaction(sessions) as session:
        both = agreement(*BOTH, Purpose.PROGRAMME, english=True)
        await service.agree(session, vault, me, both, Channel.ENROLMENT, NOON)

    kept = await consents_of(sessions, me.id)
    assert [(each.purpose, each.channel, each.language) for each in kept] == [
        ("audience_analysis", "enrolment", "en"),
        ("programme", "enrolment", "en"),
    ]
    for each in kept:
        words = CONSENTS[Purpose(each.purpose)].en
        assert each.text_sha256 == hashlib.sha256(words.encode()).digest()
        assert (each.given_at, each.withdrawn_at) == (NOON, None)


async def test_agreeing_again_states_it_once_and_keeps_one_live_proof(
    sessions: Sessions, vault: Vault, settings: Settings
) -> None:
    me = await somebody(sessions, Purpose.PROGRAMME)

    async with (
        noting(settings, ConsentGiven) as (noted, stated),
        system_transaction(noted) as session,
    ):
        again = agreement(Purpose.PROGRAMME)
        live = await service.agree_again(session, vault, me, again, NOON)

    assert stated == [ConsentGiven(me.id, NOON)]
    assert [(each.purpose, each.given_at) for each in live] == [("programme", given.LONG_AGO)]


async def test_enrolment_itself_states_nothing(
    sessions: Sessions, vault: Vault, settings: Settings
) -> None:
    me = await somebody(sessions)

    async with (
        noting(settings, ConsentGiven) as (noted, stated),
        system_transaction(noted) as session,
    ):
        await service.agree(session, vault, me, agreement(*BOTH), Channel.ENROLMENT, NOON)

    assert stated == []


async def test_a_badge_that_only_lacked_consent_comes_with_it(
    sessions: Sessions, vault: Vault
) -> None:
    officer = await given.an_officer(sessions, consents=(Purpose.PROGRAMME,), trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, officer)
    await scenes.found(sessions, account_id)
    me = Participant(officer.id, officer.institution, officer.principal)

    async with system_transaction(sessions) as session:
        wanted = agreement(Purpose.AUDIENCE_ANALYSIS)
        await service.agree_again(session, vault, me, wanted, datetime.now(UTC))

    assert await scenes.badge_on(sessions, account_id) is not None


async def test_withdrawing_ends_the_live_proof_and_keeps_it(sessions: Sessions) -> None:
    me = await somebody(sessions, *BOTH)

    async with system_transaction(sessions) as session:
        ended = await service.end(session, me.id, Purpose.AUDIENCE_ANALYSIS, NOON)

    kept = {each.purpose: each.withdrawn_at for each in await consents_of(sessions, me.id)}
    assert ended == [Purpose.AUDIENCE_ANALYSIS]
    assert kept == {"audience_analysis": NOON, "programme": None}


async def test_leaving_the_programme_takes_every_purpose_along(sessions: Sessions) -> None:
    me = await somebody(sessions, *BOTH)

    async with system_transaction(sessions) as session:
        ended = await service.end(session, me.id, Purpose.PROGRAMME, NOON)

    assert ended == [Purpose.AUDIENCE_ANALYSIS, Purpose.PROGRAMME]


async def test_consents_of_somebody_else_stay(sessions: Sessions) -> None:
    mine, theirs = await somebody(sessions, *BOTH), await somebody(sessions, *BOTH)

    async with system_transaction(sessions) as session:
        await service.end(session, mine.id, Purpose.PROGRAMME, NOON)

    live = [each for each in await consents_of(sessions, theirs.id) if not each.withdrawn_at]
    assert len(live) == 2


async def test_only_what_was_agreed_to_can_be_withdrawn(sessions: Sessions) -> None:
    me = await somebody(sessions, Purpose.AUDIENCE_ANALYSIS)

    async with system_transaction(sessions) as session:
        with pytest.raises(ConsentNotGiven):
            await service.end(session, me.id, Purpose.PROGRAMME, NOON)


async def test_each_withdrawal_is_told_to_the_services(sessions: Sessions) -> None:
    me = await somebody(sessions)

    async with system_transaction(sessions) as session:
        await service.tell_withdrawn(session, me, [Purpose.PROGRAMME], NOON)

    told = await given.events_about(sessions, str(me.id))
    facts = {"officer_id": str(me.id), "purpose": "programme", "forgotten_account_ids": []}
    assert told == [("consent.withdrawn.v1", facts)]


async def shown_name(sessions: Sessions, vault: Vault, me: Participant) -> str | None:
    async with system_transaction(sessions) as session:
        officer = (await session.scalars(select(Officer).where(Officer.id == me.id))).one()
    return officers.names_of(vault, [officer]).get(me.id)


async def test_a_name_is_kept_sealed_with_the_consent_to_show_it(
    sessions: Sessions, vault: Vault
) -> None:
    me = await somebody(sessions)

    async with system_transaction(sessions) as session:
        given_name = Agreement([Purpose.INSTITUTION_NAME], "2026-1", "id", "Sri Contoh")
        await service.agree(session, vault, me, given_name, Channel.ENROLMENT, NOON)

    async with system_transaction(sessions) as session:
        kept = await session.scalar(select(Officer.sealed_name).where(Officer.id == me.id))
    assert kept is not None
    assert b"Contoh" not in bytes(kept)
    assert await shown_name(sessions, vault, me) == "Sri Contoh"
    assert [each.purpose for each in await consents_of(sessions, me.id)] == ["institution_name"]


async def test_a_name_given_again_replaces_the_one_before(sessions: Sessions, vault: Vault) -> None:
    me = await somebody(sessions)

    for name in ("Sri Contoh", "Sri C."):
        async with system_transaction(sessions) as session:
            agreed = Agreement([Purpose.INSTITUTION_NAME], "2026-1", "id", name)
            await service.agree(session, vault, me, agreed, Channel.SELF_SERVICE, NOON)

    assert await shown_name(sessions, vault, me) == "Sri C."
    assert len(await consents_of(sessions, me.id)) == 1


def test_a_name_and_the_consent_to_show_it_come_together() -> None:
    with pytest.raises(NameConsentMissing):
        service.check(Agreement(BOTH, "2026-1", "id", "Sri Contoh"))
    with pytest.raises(NameMissing):
        service.check(Agreement(tuple(Purpose), "2026-1", "id", None))
