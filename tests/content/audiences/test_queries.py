"""Whom the present words mean, also where PostgreSQL's fence lets everything through."""

from uuid import UUID

from content.audiences import queries
from content.wordings.rules.wording import Audience
from shared.database import NOTHING, Sessions, system_transaction, transaction
from shared.testing.tokens import TestIssuer
from tests.content import given
from tests.content.desk import Desk


async def test_an_audience_is_told_to_the_own_institution_only(
    desk: Desk, sessions: Sessions
) -> None:
    message_id = UUID((await desk.drafted())["id"])

    async with system_transaction(sessions) as session:
        own = await queries.audience_of(session, message_id, frozenset({desk.institution}))
        others = await queries.audience_of(session, message_id, frozenset({"klpd:K3"}))

    assert own == Audience((desk.institution,), ())
    assert others is None


async def test_counting_sees_every_institution_and_stops_where_told(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    for _ in range(3):
        await given.officer(sessions, issuer, desk.institution)
    meant = Audience((desk.institution,), ())

    async with transaction(sessions, NOTHING) as session:
        counted = [await queries.audience_size(session, meant, most=most) for most in (2, 3, 9)]

    assert counted == [2, 3, 3]
