"""What ends when a person withdraws, in which order, and what stays."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from registry.accounts.sightings.tables import AccountSighting
from registry.badges.badge.rules import BadgeState, EndReason
from registry.badges.badge.tables import Badge
from registry.badges.decisions.tables import AccountEligibility
from registry.callers import Participant
from registry.departures.leaving import service
from registry.people.consents.errors import ConsentNotGiven
from registry.people.consents.rules import Purpose
from registry.people.officers.tables import OfficerNumber
from registry.sealing import Vault
from shared.database import Sessions, system_transaction
from tests.registry import given, scenes
from tests.registry.given import Enrolled

VAULT = Vault((b"f" * 32,), b"i" * 32)
AFTER = timedelta(hours=72)
NOON = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)


async def withdrawn(sessions: Sessions, officer: Enrolled, purpose: Purpose) -> None:
    me = Participant(officer.id, officer.institution, officer.principal)
    async with system_transaction(sessions) as session:
        await service.withdraw(session, VAULT, me, purpose, wait=AFTER, now=NOON)


async def reread(sessions: Sessions, badge: Badge) -> Badge:
    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    return found


async def test_leaving_is_told_in_the_order_it_happens(sessions: Sessions) -> None:
    officer, _, badge = await scenes.a_badge(sessions)

    await withdrawn(sessions, officer, Purpose.PROGRAMME)

    assert await scenes.log_about(sessions, badge.id, badge.account_id, officer.id) == [
        "badge.granted.v1",
        "badge.ended.v1",
        "account.unlinked.v1",
        "consent.withdrawn.v1",
        "consent.withdrawn.v1",
        "officer.left.v1",
    ]


async def test_a_badge_ends_because_consent_was_withdrawn(sessions: Sessions) -> None:
    officer, _, badge = await scenes.a_badge(sessions)

    await withdrawn(sessions, officer, Purpose.AUDIENCE_ANALYSIS)

    ended = await reread(sessions, badge)
    assert (ended.state, ended.end_reason) == (BadgeState.RETURNED, EndReason.CONSENT_WITHDRAWN)
    assert (ended.ended_at, ended.version) == (NOON, 2)


async def test_nothing_seen_or_judged_outlives_the_consent_to_analysis(sessions: Sessions) -> None:
    officer, account_id = await a_seen_account(sessions)

    await withdrawn(sessions, officer, Purpose.AUDIENCE_ANALYSIS)

    assert await kept_of(sessions, account_id) == (0, 0)
    [(_, told)] = [
        each
        for each in await given.events_about(sessions, str(officer.id))
        if each[0] == "consent.withdrawn.v1"
    ]
    assert told == {
        "officer_id": str(officer.id),
        "purpose": "audience_analysis",
        "forgotten_account_ids": [str(account_id)],
    }


async def test_whoever_leaves_the_programme_can_still_read_it_until_erased(
    sessions: Sessions,
) -> None:
    officer, account_id = await a_seen_account(sessions)

    await withdrawn(sessions, officer, Purpose.PROGRAMME)

    assert await kept_of(sessions, account_id) == (1, 1)
    told = await given.events_about(sessions, str(officer.id))
    assert [data["forgotten_account_ids"] for kind, data in told if "consent" in kind] == [[], []]


async def a_seen_account(sessions: Sessions) -> tuple[Enrolled, UUID]:
    """An account with a badge, looked at last week and found eligible."""
    officer, _, badge = await scenes.a_badge(sessions)
    seen = AccountSighting(
        account_id=badge.account_id,
        institution=officer.institution,
        due_at=NOON,
        told_week=given.LONG_AGO.date(),
        audience=612,
    )
    async with system_transaction(sessions) as session:
        session.add(seen)
    return officer, badge.account_id


async def kept_of(sessions: Sessions, account_id: UUID) -> tuple[int, int]:
    """How many looks and verdicts stand on the account."""
    async with system_transaction(sessions) as session:
        looks = select(func.count()).where(AccountSighting.account_id == account_id)
        verdicts = select(func.count()).where(AccountEligibility.account_id == account_id)
        return await session.scalar(looks) or 0, await session.scalar(verdicts) or 0


async def test_a_name_taken_back_ends_no_badge(sessions: Sessions) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    async with system_transaction(sessions) as session:
        session.add(given.consent_of(officer, Purpose.INSTITUTION_NAME))

    await withdrawn(sessions, officer, Purpose.INSTITUTION_NAME)

    assert (await reread(sessions, badge)).state == BadgeState.ACTIVE
    assert await scenes.log_about(sessions, badge.account_id) == []


async def test_the_badge_and_the_account_of_somebody_else_stay(sessions: Sessions) -> None:
    leaver, _, _ = await scenes.a_badge(sessions)
    _, _, theirs = await scenes.a_badge(sessions, institution=leaver.institution)

    await withdrawn(sessions, leaver, Purpose.PROGRAMME)

    assert (await reread(sessions, theirs)).state == BadgeState.ACTIVE
    assert await scenes.log_about(sessions, theirs.account_id) == []


async def test_a_number_is_borne_until_the_day_of_leaving_in_jakarta(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)
    number = OfficerNumber(
        id=UUID(int=7),
        officer_id=officer.id,
        institution=officer.institution,
        kind="nip",
        sealed=b"",
        fingerprint=b"7",
        proven=True,
        valid_from=given.LONG_AGO.date(),
    )
    async with system_transaction(sessions) as session:
        session.add(number)

    await withdrawn(sessions, officer, Purpose.PROGRAMME)

    async with system_transaction(sessions) as session:
        until = await session.scalar(
            select(OfficerNumber.valid_to).where(OfficerNumber.id == number.id)
        )
    assert str(until) == "2026-12-01"


async def test_what_was_never_agreed_to_ends_nothing(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions, consents=(Purpose.PROGRAMME,))

    with pytest.raises(ConsentNotGiven):
        await withdrawn(sessions, officer, Purpose.AUDIENCE_ANALYSIS)

    assert await scenes.log_about(sessions, officer.id) == []
