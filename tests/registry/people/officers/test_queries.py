"""The first wall: queries name the institution, whatever the database would show."""

from registry.people.officers import queries
from shared.database import Sessions, system_transaction
from tests.registry import given


async def test_the_query_itself_hides_other_institutions(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)

    async with system_transaction(sessions) as session:
        await queries.keep_name(session, officer.id, b"sealed")
        own = await queries.officer_in(session, officer.id, [officer.institution])
        other = await queries.officer_in(session, officer.id, ["klpd:K65"])
        listed = await queries.page_of_officers(session, ["klpd:K65"], after=None, limit=10)

    assert own is not None
    assert (other, list(listed)) == (None, [])
