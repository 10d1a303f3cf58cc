"""Use cases: open a cohort, find it again."""

from collections.abc import Collection
from uuid import UUID

from registry.people.cohorts import queries
from registry.people.cohorts.errors import CohortDatesReversed, CohortUnknown
from registry.people.cohorts.rules import is_open
from registry.people.cohorts.tables import Cohort
from registry.people.institutions.service import own_institution
from shared.calendar import day_of
from shared.database import Session


async def open_cohort(session: Session, cohort: Cohort, institutions: Collection[str]) -> Cohort:
    """Begin a cohort for one of the institutions."""
    await own_institution(session, cohort.institution, institutions)
    today = day_of(cohort.created_at)
    if cohort.expires_on < cohort.starts_on or not is_open(cohort.expires_on, today):
        raise CohortDatesReversed
    await queries.keep_cohort(session, cohort)
    return cohort


async def cohort(session: Session, cohort_id: UUID, institutions: Collection[str]) -> Cohort:
    """A cohort of one of the institutions."""
    found = await queries.cohort_of(session, cohort_id, institutions)
    if found is None:
        raise CohortUnknown(cohort_id=str(cohort_id))
    return found
