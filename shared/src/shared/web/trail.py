"""The trail of readings over HTTP: noted by routes, read by the person and by auditors."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import Field

from shared.caller import Caller
from shared.clock import Now
from shared.database import Session, Transaction
from shared.paging import CursorUnreadable, Page, Paged, parsed
from shared.trail import Trail, page_of_accesses
from shared.web.auth import Rows, require
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.wire import Wire

router = api_router("/v1/accesses", tags=["accesses"])
Auditor = Annotated[Caller, Depends(require("events.audit", rows=Rows.ALL))]


def trail_of(request: Request, now: Now) -> Trail:
    """Who reads in this request; the right that asks for the caller comes before it."""
    return Trail(request.state.caller, request.state.request_id, now)


Trailing = Annotated[Trail, Depends(trail_of)]


class AccessOut(Wire):
    """Somebody else saw rows about a person."""

    id: int = Field(ge=1)
    person: UUID = Field(description="Random id of the person who was seen.")
    reader: str = Field(max_length=600, description="`iss|sub` of who saw it.")
    reader_institutions: list[str] = Field(max_length=100)
    seen: str = Field(max_length=64, description="What was shown, as a word.")
    request_id: str = Field(max_length=64, description="Finds the request in the logs.")
    at: datetime

    @classmethod
    def of(cls, row: Any) -> "AccessOut":
        """Copy the row onto the wire."""
        return cls(**row._mapping)


class AccessList(Wire):
    """A page of readings, the oldest first."""

    items: list[AccessOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")


async def accesses_shown(session: Session, page: Page, person: UUID | None = None) -> AccessList:
    """A page of what the row policies let the caller see."""
    people = None if person is None else [person]
    ask = partial(page_of_accesses, session, people, after=parsed(page, int))
    shown, following = await page.of(ask, lambda row: (row.id,))
    return AccessList(items=[AccessOut.of(row) for row in shown], next=following)


@router.get("", summary="Who saw whom?", responses=problems(CursorUnreadable))
async def list_accesses(
    caller: Auditor,
    session: Transaction,
    page: Paged,
    person: Annotated[UUID | None, Query(description="Only of this person.")] = None,
) -> AccessList:
    """Every time somebody of the staff was shown rows about a person, for a year."""
    return await accesses_shown(session, page, person)
