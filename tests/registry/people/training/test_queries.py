"""The first wall: queries name the institution, whatever the database would show."""

from registry.people.training import queries
from shared.database import RowScope, Sessions, system_transaction, transaction
from tests.registry import given


async def test_the_query_itself_hides_other_institutions(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)
    held = await given.a_training_result(sessions, officer, passed=True)

    async with system_transaction(sessions) as session:
        own = await queries.session_of(session, held, [officer.institution])
        other = await queries.session_of(session, held, ["klpd:K65"])
        assert own is not None
        code = own.join_code
        foreign = await queries.session_by_code(session, code, "klpd:K65")
        listed = await queries.page_of_sessions(session, ["klpd:K65"], after=None, limit=10)

    assert other is None
    assert foreign is None
    assert held not in [each.id for each in listed]


async def test_the_database_shows_a_person_the_own_places_and_their_sessions(
    sessions: Sessions,
) -> None:
    ani = await given.an_officer(sessions, trained=True)
    budi = await given.an_officer(sessions, institution=ani.institution, trained=True)

    async with transaction(sessions, RowScope(frozenset(), ani.principal)) as session:
        own = await queries.attended_by(session, ani.id)
        other = await queries.attended_by(session, budi.id)

    assert [each.held.institution for each in own] == [ani.institution]
    assert other == []
