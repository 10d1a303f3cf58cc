"""Whoever ignored an invitation leaves no trace the day after it expired."""

from datetime import timedelta

import httpx
from sqlalchemy import func, select, update

from registry.people.invitations.jobs import forget_expired_invitations
from registry.people.invitations.tables import Invitation
from shared.calendar import day_of
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.people import acts


async def invited(client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions) -> str:
    institution = await given.an_institution(sessions)
    await acts.invitation(client, issuer, institution, given.a_nip())
    return institution


async def expires(sessions: Sessions, institution: str, days: int) -> None:
    """So many days from today, in Jakarta."""
    moved = update(Invitation).where(Invitation.institution == institution)
    day = day_of(current_time()) + timedelta(days=days)
    async with system_transaction(sessions) as session:
        await session.execute(moved.values(expires_on=day))


async def test_an_invitation_goes_the_day_after_and_not_on_its_last_day(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    over, last_day = [await invited(client, issuer, sessions) for _ in range(2)]
    await expires(sessions, over, -1)
    await expires(sessions, last_day, 0)

    await forget_expired_invitations(sessions, {})

    async with system_transaction(sessions) as session:
        left = {
            one: await session.scalar(select(func.count()).where(Invitation.institution == one))
            for one in (over, last_day)
        }
    assert left == {over: 0, last_day: 1}
