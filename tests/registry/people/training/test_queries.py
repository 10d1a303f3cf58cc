"""The first wall: queries name the institution, whatever the database would show."""

from registry.people.training import queries
from shared.database import Sessions, system_transaction
from tests.registry import given


async def test_the_query_itself_hides_other_institutions(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)
    held = await given.a_training_result(sessions, officer, passed=True)

    async with system_transaction(sessions) as session:
        own = await queries.session_of(session, held, [officer.institution])
        other = await queries.session_of(session, held, ["klpd:K65"])
        members = await queries.members_among(session, [officer.id], officer.institution)
        strangers = await queries.members_among(session, [officer.id], "klpd:K65")

    assert own is not None
    assert other is None
    assert (members, strangers) == ({officer.id}, set())
