"""HTTP for erasures. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Path

from registry.callers import ErasureReader, Person
from registry.departures.erasure import queries, service
from registry.departures.erasure.errors import ReceiptUnknown
from registry.departures.erasure.schemas import (
    ErasureList,
    ErasureOut,
    OwnErasures,
    RunningErasure,
)
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.auth import PUBLIC
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["leaving"])
Code = Annotated[str, Path(max_length=64, description="The receipt code, in any spelling.")]


@router.get("/me/erasures", summary="How far is my erasure?")
async def list_own_erasures(caller: Person, session: Transaction, vault: Sealing) -> OwnErasures:
    """What is scheduled for you, with the receipt code to keep; empty once you are erased."""
    return OwnErasures.of(await service.erasures_of(session, vault, caller.principal))


@router.get(
    "/erasure-receipts/{code}",
    summary="Ask by receipt code",
    dependencies=[PUBLIC],
    responses=problems(ReceiptUnknown),
)
async def read_receipt(code: Code, session: Transaction, vault: Sealing) -> ErasureOut:
    """How far an erasure is, for whoever has its code; it tells nothing of the person."""
    return ErasureOut.of(await service.erasure_by_receipt(session, vault, code))


@router.get("/erasures", summary="List erasures")
async def list_erasures(
    caller: ErasureReader, page: Paged, session: Transaction, now: Now
) -> ErasureList:
    """Every erasure with its age and the receipts that are outstanding; no names, no numbers."""
    shown, following = await page.of(
        partial(queries.page_of_erasures, session, after=parsed(page, moment_of, UUID)),
        lambda told: (told[0].requested_at.isoformat(), told[0].id),
    )
    return ErasureList(items=[RunningErasure.at(told, now) for told in shown], next=following)
