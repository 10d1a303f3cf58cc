"""HTTP for institutions. No decisions here."""

from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from registry.callers import Importer
from registry.people.institutions import queries, service
from registry.people.institutions.errors import FileNotCsv, ImportUnreadable, InstitutionUnknown
from registry.people.institutions.rules import Kind, System
from registry.people.institutions.schemas import (
    DatedCode,
    DatedName,
    ImportReport,
    InstitutionHistory,
    InstitutionList,
    InstitutionOut,
)
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, parsed
from shared.sheets import ColumnTwice
from shared.web.auth import PUBLIC
from shared.web.etags import etag_of
from shared.web.idempotency import Once
from shared.web.languages import Spoken
from shared.web.openapi import MAY_BE_HELD, problems
from shared.web.routing import api_router
from shared.wire import InstitutionCode

LARGEST_FILE = 2 * 1024 * 1024
EXAMPLE = (
    "code_system,code,name,kind,parent,other_codes\n"
    "klpd,K65,Kementerian Komunikasi dan Digital,kementerian,,bkn:3018\n"
)
CACHED = "public, max-age=300, stale-if-error=86400"

router = api_router("/v1/institutions", tags=["institutions"], max_body_size=LARGEST_FILE)


async def csv_body(request: Request) -> bytes:
    """The raw file; the service reads it line by line."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "text/csv":
        raise FileNotCsv
    return await request.body()


CsvBody = Annotated[bytes, Depends(csv_body)]
_CSV: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {
                "schema": {"type": "string", "maxLength": LARGEST_FILE},
                "example": EXAMPLE,
            }
        },
    }
}


@router.post(
    "/imports",
    summary="Import institutions from CSV",
    openapi_extra=_CSV,
    responses=problems(ColumnTwice, ImportUnreadable, FileNotCsv),
)
async def import_institutions(
    caller: Importer,
    once: Once,
    session: Transaction,
    now: Now,
    file: CsvBody,
    language: Spoken,
    dry_run: Annotated[bool, Query(description="Only report, change nothing.")] = False,
) -> ImportReport:
    """Add and change institutions by a file; the same file again changes nothing.

    A refused row leaves the others alone. A new name or code closes the old one and begins a
    dated one. Codes of systems that a row does not mention stay.
    """
    judgement = await service.import_institutions(
        session, file, dry_run=dry_run, principal=caller.principal, now=now
    )
    return await run_in_threadpool(ImportReport.of, judgement, language, dry_run=dry_run)


@router.get("", summary="List institutions", dependencies=[PUBLIC])
async def list_institutions(
    page: Paged,
    response: Response,
    session: Transaction,
    kind: Annotated[Kind | None, Query(description="Only this kind.")] = None,
    code_system: Annotated[System | None, Query(description="Only with a code in it.")] = None,
    code: Annotated[
        str | None,
        Query(max_length=16, pattern=r"^[A-Za-z0-9.]+$", description="Only with this code."),
    ] = None,
) -> InstitutionList:
    """Institutions by canonical code; `code_system=bkn&code=3018` finds one by another system."""
    after = parsed(page, str)
    shown, following = await page.of(
        partial(
            queries.page_of_cards,
            session,
            kind=kind,
            system=code_system,
            code=code,
            after=after[0] if after else None,
        ),
        lambda card: (card.code,),
    )
    response.headers["Cache-Control"] = CACHED
    return InstitutionList(items=[InstitutionOut.of(card) for card in shown], next=following)


@router.get(
    "/{code}",
    summary="Read an institution and its history",
    dependencies=[PUBLIC],
    responses=problems(InstitutionUnknown) | MAY_BE_HELD,
)
async def read_institution(
    code: Annotated[InstitutionCode, Path(description="Canonical code.", examples=["klpd:K65"])],
    response: Response,
    session: Transaction,
) -> InstitutionHistory:
    """One institution with every name and code it had."""
    card = await service.institution(session, code)
    names = await queries.names_of(session, code)
    codes = await queries.codes_of(session, code)
    response.headers["Cache-Control"] = CACHED
    response.headers["ETag"] = etag_of(card.version)
    return InstitutionHistory(
        **InstitutionOut.of(card).model_dump(),
        names=[DatedName.of(name) for name in names],
        dated_codes=[DatedCode.of(code) for code in codes],
    )
