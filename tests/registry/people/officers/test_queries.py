"""What badges ask of their officers, for many of them in one statement."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import event

from registry.people.consents.rules import Purpose
from registry.people.institutions.rules import Kind
from registry.people.officers import queries
from registry.people.officers.rules import OfficerState
from shared.database import Sessions, system_transaction
from tests.registry import given


async def test_a_standing_tells_every_condition(sessions: Sessions) -> None:
    ready = await given.an_officer(sessions, trained=True)

    async with system_transaction(sessions) as session:
        (standing,) = await queries.standing_of(session, [ready.id])

    assert (standing.officer_id, standing.institution) == (ready.id, ready.institution)
    assert (standing.state, standing.pledged) == (OfficerState.ACTIVE, True)
    assert standing.consents == {Purpose.PROGRAMME, Purpose.AUDIENCE_ANALYSIS}
    assert standing.trained_until is not None
    assert standing.trained_until > datetime.now(UTC).date()
    assert standing.may_hold_badges


async def test_a_standing_tells_what_is_missing(sessions: Sessions) -> None:
    police = await given.an_institution(sessions, Kind.POLRI)
    bare = await given.an_officer(sessions, institution=police, consents=(), pledged=False)
    await given.a_training_result(sessions, bare, passed=False)

    async with system_transaction(sessions) as session:
        (standing,) = await queries.standing_of(session, [bare.id])

    assert (standing.pledged, standing.consents, standing.trained_until) == (
        False,
        frozenset(),
        None,
    )
    assert not standing.may_hold_badges


async def test_many_standings_cost_one_statement(sessions: Sessions) -> None:
    where = await given.an_institution(sessions)
    known = [await given.an_officer(sessions, institution=where) for _ in range(5)]
    asked = [officer.id for officer in known]
    statements: list[str] = []

    async with system_transaction(sessions) as session:
        engine = session.get_bind().engine
        await session.connection()
        event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        standings = await queries.standing_of(session, [*asked, uuid4()])

    assert {standing.officer_id for standing in standings} == set(asked)
    assert len(statements) == 1


async def test_the_query_itself_hides_other_institutions(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)

    async with system_transaction(sessions) as session:
        own = await queries.officer_in(session, officer.id, [officer.institution])
        other = await queries.officer_in(session, officer.id, ["klpd:K65"])
        listed = await queries.page_of_officers(session, ["klpd:K65"], after=None, limit=10)
        members = await queries.members_among(session, [officer.id], "klpd:K65")

    assert own is not None
    assert (other, list(listed), members) == (None, [], set())
