"""HTTP for the public question. No decisions here."""

from typing import Annotated

from fastapi import Query, Request, Response

from registry.accounts.account.errors import AddressUnreadable
from registry.accounts.account.rules.addresses import (
    Reading,
    Trouble,
    Unreadable,
    read_address,
)
from registry.public.lookups import service
from registry.public.lookups.errors import QuestionIncomplete
from registry.public.lookups.live import PATH, Lookups
from registry.public.lookups.schemas import LookupBatch, LookupFault, LookupOut, LookupResults
from registry.public.lookups.service import Readable
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.language import preferred
from shared.web.auth import PUBLIC
from shared.web.openapi import MAY_BE_HELD, problems
from shared.web.problems import describe
from shared.web.routing import api_router

router = api_router(PATH, tags=["badges"])


@router.get(
    "",
    summary="Is this account official?",
    response_model=LookupOut,
    dependencies=[PUBLIC],
    responses=problems(AddressUnreadable, QuestionIncomplete) | MAY_BE_HELD,
)
async def look_up(
    request: Request,
    vault: Sealing,
    now: Now,
    url: Annotated[
        str | None,
        Query(
            max_length=2048,
            description="Address of the profile, in any spelling.",
            examples=["https://www.instagram.com/contoh.resmi"],
        ),
    ] = None,
    platform: Annotated[
        str | None, Query(max_length=64, description="`instagram`, `x` or `facebook`.")
    ] = None,
    handle: Annotated[str | None, Query(max_length=200, description="Name on it.")] = None,
) -> Response:
    """Whether an account carries a badge in force; always 200 when the question can be read.

    An account nobody registered is `never`, and so is a name no account can have, such as one
    with Cyrillic letters. An address elsewhere is `unknown_platform`.
    """
    reading = _readable(service.read_question(url, platform, handle))
    lookups: Lookups = request.app.state.lookups
    public_url = request.app.state.settings.public_url
    prepared = await lookups.answer(request.app.state.sessions, vault, reading, public_url, now)
    headers = {name.decode(): value.decode() for name, value in lookups.headers_of(prepared)}
    return Response(prepared.body(lookups.checked_at(prepared)), headers=headers)


@router.post("", summary="Are these accounts official?", dependencies=[PUBLIC])
async def look_up_many(
    batch: LookupBatch, request: Request, session: Transaction, vault: Sealing, now: Now
) -> LookupResults:
    """Up to a hundred questions, answered in order; one that cannot be read fails alone."""
    language = preferred(request.headers.get("accept-language", ""))
    readings = [
        read_address(url) if isinstance(url, str) else Unreadable(Trouble.NOT_AN_ADDRESS)
        for url in batch.urls
    ]
    readable = [reading for reading in readings if not isinstance(reading, Unreadable)]
    found = iter(await service.look_up(session, vault, readable, now))
    public_url = request.app.state.settings.public_url
    return LookupResults(
        results=[
            LookupFault(error=describe(AddressUnreadable(trouble=reading.trouble), language))
            if isinstance(reading, Unreadable)
            else LookupOut.of(next(found), public_url, now)
            for reading in readings
        ]
    )


def _readable(reading: Reading) -> Readable:
    if isinstance(reading, Unreadable):
        raise AddressUnreadable(trouble=reading.trouble)
    return reading
