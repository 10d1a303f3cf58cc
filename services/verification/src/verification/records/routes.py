"""HTTP for a person's record and for who saw it. No decisions here."""

from uuid import UUID

from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged
from shared.web.openapi import problems
from shared.web.records import HeldOut, RecordOut
from shared.web.routing import api_router
from shared.web.trail import AccessList, accesses_shown
from verification.callers import Holder, RecordReader
from verification.records import service

router = api_router("/v1", tags=["records"])


@router.get("/officers/{officer_id}/record", summary="Everything held of a person")
async def read_record(officer_id: UUID, caller: RecordReader, session: Transaction) -> RecordOut:
    """For the registry, which puts the records of all services into the person's own export."""
    held = await service.record_of(session, officer_id)
    return RecordOut(service="verification", holds=[HeldOut.of(each) for each in held])


@router.get(
    "/me/accesses",
    summary="Who saw what is held of you here?",
    responses=problems(CursorUnreadable),
)
async def list_own_accesses(caller: Holder, session: Transaction, page: Paged) -> AccessList:
    """Every time somebody of the staff was shown rows about you in this service, for a year."""
    return await accesses_shown(session, page)
