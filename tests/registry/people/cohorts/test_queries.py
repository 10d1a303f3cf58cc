"""The first wall: queries name the institution, whatever the database would show."""

from datetime import date
from uuid import uuid4

from registry.people.cohorts import queries
from registry.people.cohorts.tables import Cohort
from shared.database import Sessions, system_transaction
from tests.registry import given


async def test_the_query_itself_hides_other_institutions(sessions: Sessions) -> None:
    institution = await given.an_institution(sessions)
    cohort = Cohort(
        id=uuid4(),
        institution=institution,
        name="CPNS 2026",
        starts_on=date(2026, 1, 1),
        expires_on=date(2026, 12, 31),
        created_by="test",
        created_at=given.LONG_AGO,
    )

    async with system_transaction(sessions) as session:
        await queries.keep_cohort(session, cohort)
        own = await queries.cohort_of(session, cohort.id, [institution])
        other = await queries.cohort_of(session, cohort.id, ["klpd:K65"])
        listed = await queries.page_of_cohorts(session, ["klpd:K65"], after=None, limit=10)

    assert own is not None
    assert (other, list(listed)) == (None, [])
