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
from registry.settings import Settings
from shared.database import Sessions, system_transaction
from shared.language import Language
from tests.registry import given, scenes
from tests.registry.facts import noting

NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)


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


async def test_words_that_are_not_in_force_are_refused(sessions: Sessions) -> None:
    me = await somebody(sessions)

    async with system_transaction(sessions) as session:
        with pytest.raises(WordingOutdated):
            await service.accept_pledge(session, me, "2019-1", "id", NOON)
        with pytest.raises(WordingOutdated):
            old = agreement(Purpose.PROGRAMME, version="2019-1")
            await service.agree(session, me, old, Channel.ENROLMENT, NOON)

    assert await consents_of(sessions, me.id) == []


async def test_each_purpose_has_a_proof_of_its_own(sessions: Sessions) -> None:
    me = await somebody(sessions)

    async with system_transaction(sessions) as session:
        both = agreement(*Purpose, Purpose.PROGRAMME, english=True)
        await service.agree(session, me, both, Channel.ENROLMENT, NOON)

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
    sessions: Sessions, settings: Settings
) -> None:
    me = await somebody(sessions, Purpose.PROGRAMME)

    async with (
        noting(settings, ConsentGiven) as (noted, stated),
        system_transaction(noted) as session,
    ):
        again = agreement(Purpose.PROGRAMME)
        live = await service.agree_again(session, me, again, NOON)

    assert stated == [ConsentGiven(me.id, NOON)]
    assert [(each.purpose, each.given_at) for each in live] == [("programme", given.LONG_AGO)]


async def test_enrolment_itself_states_nothing(sessions: Sessions, settings: Settings) -> None:
    me = await somebody(sessions)

    async with (
        noting(settings, ConsentGiven) as (noted, stated),
        system_transaction(noted) as session,
    ):
        await service.agree(session, me, agreement(*Purpose), Channel.ENROLMENT, NOON)

    assert stated == []


async def test_a_badge_that_only_lacked_consent_comes_with_it(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions, consents=(Purpose.PROGRAMME,), trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, officer)
    await scenes.found(sessions, account_id)
    me = Participant(officer.id, officer.institution, officer.principal)

    async with system_transaction(sessions) as session:
        wanted = agreement(Purpose.AUDIENCE_ANALYSIS)
        await service.agree_again(session, me, wanted, datetime.now(UTC))

    assert await scenes.badge_on(sessions, account_id) is not None


async def test_withdrawing_ends_the_live_proof_and_keeps_it(sessions: Sessions) -> None:
    me = await somebody(sessions, *Purpose)

    async with system_transaction(sessions) as session:
        ended = await service.end(session, me.id, Purpose.AUDIENCE_ANALYSIS, NOON)

    kept = {each.purpose: each.withdrawn_at for each in await consents_of(sessions, me.id)}
    assert ended == [Purpose.AUDIENCE_ANALYSIS]
    assert kept == {"audience_analysis": NOON, "programme": None}


async def test_leaving_the_programme_takes_every_purpose_along(sessions: Sessions) -> None:
    me = await somebody(sessions, *Purpose)

    async with system_transaction(sessions) as session:
        ended = await service.end(session, me.id, Purpose.PROGRAMME, NOON)

    assert ended == [Purpose.AUDIENCE_ANALYSIS, Purpose.PROGRAMME]


async def test_consents_of_somebody_else_stay(sessions: Sessions) -> None:
    mine, theirs = await somebody(sessions, *Purpose), await somebody(sessions, *Purpose)

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
    assert told == [
        ("consent.withdrawn.v1", {"officer_id": str(me.id), "purpose": "programme"}),
    ]
