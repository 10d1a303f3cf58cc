"""HTTP for cohorts. No decisions here."""

from functools import partial
from uuid import UUID

from fastapi import Response

from registry.callers import Inviter
from registry.people.cohorts import queries, service
from registry.people.cohorts.errors import CohortDatesReversed, CohortUnknown
from registry.people.cohorts.schemas import CohortList, CohortOut, OpenCohort
from registry.people.cohorts.tables import Cohort
from registry.people.institutions.errors import (
    InstitutionHasNoOfficers,
    InstitutionNotYours,
    InstitutionUnknown,
)
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/cohorts", tags=["cohorts"])


@router.post(
    "",
    status_code=201,
    summary="Open a cohort",
    responses=problems(
        CohortDatesReversed, InstitutionHasNoOfficers, InstitutionNotYours, InstitutionUnknown
    ),
)
async def open_cohort(
    order: OpenCohort,
    caller: Inviter,
    once: Once,
    session: Transaction,
    response: Response,
    now: Now,
) -> CohortOut:
    """Begin a group of people to invite, such as an intake of CPNS; nobody is enrolled by it."""
    cohort = Cohort(**order.model_dump(), created_by=caller.principal, created_at=now)
    opened = await service.open_cohort(session, cohort, caller.institutions)
    response.headers["Location"] = f"/v1/cohorts/{opened.id}"
    return CohortOut.of(opened)


@router.get("", summary="List cohorts")
async def list_cohorts(caller: Inviter, page: Paged, session: Transaction) -> CohortList:
    """Cohorts of the caller's institutions."""
    shown, following = await page.of(
        partial(
            queries.page_of_cohorts,
            session,
            caller.institutions,
            after=parsed(page, moment_of, UUID),
        ),
        lambda row: (row.created_at.isoformat(), row.id),
    )
    return CohortList(items=[CohortOut.of(row) for row in shown], next=following)


@router.get("/{cohort_id}", summary="Read a cohort", responses=problems(CohortUnknown))
async def read_cohort(cohort_id: UUID, caller: Inviter, session: Transaction) -> CohortOut:
    """One cohort; it never tells who did not answer."""
    return CohortOut.of(await service.cohort(session, cohort_id, caller.institutions))
