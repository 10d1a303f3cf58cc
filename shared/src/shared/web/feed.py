"""``GET /v1/events``: the log as structured CloudEvents 1.0, resumable and long-polling."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from pydantic import Field
from sqlalchemy import select

from shared.caller import Caller
from shared.clock import current_time
from shared.database import Session, Sessions, system_transaction
from shared.errors import Conflict
from shared.events.reading import HEAD, MARK
from shared.events.tables import TYPE_PREFIX, events
from shared.language import Text
from shared.tracing import parent_in
from shared.web.auth import Rows, require
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.wire import Wire

POLL_SECONDS = 0.15
LONGEST_WAIT_SECONDS = 30

router = api_router("/v1/events", tags=["events"])
Reader = Annotated[
    Caller, Depends(require("events.read", "events.internal", "events.audit", rows=Rows.ALL))
]


class CloudEvent(Wire):
    """One event in the structured JSON format of CloudEvents 1.0."""

    specversion: Literal["1.0"]
    id: UUID
    source: str = Field(max_length=64)
    type: str = Field(max_length=128, description="`id.go.lencana.<object>.<happening>.v<version>`")
    subject: str = Field(max_length=256)
    time: datetime
    datacontenttype: Literal["application/json"]
    sequence: str = Field(max_length=20, description="Position, zero-padded: sorts as text.")
    data: dict[str, Any]
    actor: str | None = Field(None, max_length=600, description="Who did it; for auditors only.")
    traceparent: str | None = Field(
        None,
        max_length=55,
        description="W3C trace of the request or job that made it; for services and auditors only.",
    )


class EventFeed(Wire):
    """A stretch of the feed; ask again with ``after=next``."""

    events: list[CloudEvent] = Field(max_length=500)
    next: int = Field(ge=0, description="Position to go on from.")


def _cloud_event(row: Any, service: str, *, audit: bool, entitled: bool) -> CloudEvent:
    """Partners see no trace: it would join what one person has on several platforms."""
    return CloudEvent(
        specversion="1.0",
        id=row.id,
        source=f"urn:lencana:{service}",
        type=TYPE_PREFIX + row.type,
        subject=row.subject,
        time=row.time,
        datacontenttype="application/json",
        sequence=f"{row.position:020d}",
        data=row.data,
        actor=row.actor if audit else None,
        traceparent=parent_in(row.trace, row.id.hex[:16]) if row.trace and entitled else None,
    )


class PositionAhead(Conflict):
    """The reader remembers more than this feed ever told: one of the two was restored."""

    title = Text("Posisi melampaui umpan", "Position beyond the feed")
    detail = Text(
        "Umpan ini berakhir di {head}. Salah satu pihak dipulihkan dari cadangan; lihat run-book.",
        "This feed ends at {head}. One of us was restored from a backup; see the run-book.",
    )


class FeedIsAnother(Conflict):
    """The reader's mark is not at its position here: this feed was restored and grew again."""

    title = Text("Umpan ini umpan lain", "This is another feed")
    detail = Text(
        "Di posisi {after} ada peristiwa lain: umpan ini dipulihkan dari cadangan lalu bertambah"
        " lagi. Baca ulang dari 0; lihat run-book.",
        "Another event stands at {after}: this feed was restored from a backup and grew again."
        " Read it anew from 0; see the run-book.",
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What part of the feed a reader asks for."""

    after: int
    mark: str | None
    limit: int
    entitled: bool
    """Whether internal events are for this reader."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some events in order, where to go on from, and where the feed ends."""

    rows: list[Any]
    next: int
    mark: str
    head: int


async def _stretch(sessions: Sessions, asked: Question) -> Stretch:
    """What a reader may see after a position; one who is up to date costs one statement."""
    marks = [select(events.c.id).where(events.c.position == asked.after).scalar_subquery()]
    newest = events.alias("newest")
    statement = (
        select(newest.c.position, newest.c.id, *marks)
        .where(newest.c.position.is_not(None))
        .order_by(newest.c.position.desc())
        .limit(1)
    )
    async with system_transaction(sessions) as session:
        row = (await session.execute(statement)).one_or_none()
        head, last, standing = row or (0, "", None)
        _check_place(asked, head, standing)
        rows = await _rows(session, asked, head) if head > asked.after else []
    if len(rows) == asked.limit:
        return Stretch(rows, rows[-1].position, str(rows[-1].id), head)
    return Stretch(rows, head, str(last), head)


def _check_place(asked: Question, head: int, standing: UUID | None) -> None:
    if head < asked.after:
        raise PositionAhead(head=head)
    if asked.mark is not None and asked.after and asked.mark != str(standing):
        raise FeedIsAnother(after=asked.after)


async def _rows(session: Session, asked: Question, head: int) -> list[Any]:
    statement = select(events).where(events.c.position.between(asked.after + 1, head))
    if not asked.entitled:
        statement = statement.where(~events.c.internal)
    statement = statement.order_by(events.c.position).limit(asked.limit)
    return list((await session.execute(statement)).all())


async def _waited(sessions: Sessions, asked: Question, wait: int) -> Stretch:
    deadline = current_time().timestamp() + wait
    while True:
        stretch = await _stretch(sessions, asked)
        if stretch.rows or current_time().timestamp() >= deadline:
            return stretch
        await asyncio.sleep(POLL_SECONDS)


@router.get("", response_model_exclude_none=True, responses=problems(PositionAhead, FeedIsAnother))
async def read_events(
    request: Request,
    response: Response,
    caller: Reader,
    after: Annotated[int, Query(ge=0, le=2**62, description="`next` of the answer before.")] = 0,
    limit: Annotated[int, Query(ge=1, le=500, description="Events an answer.")] = 100,
    wait: Annotated[
        int, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="Seconds to wait for a new event.")
    ] = 0,
    mark: Annotated[
        str | None,
        Query(
            max_length=64,
            description="`Lencana-Feed-Mark` of the answer before: refused by any other feed.",
        ),
    ] = None,
) -> EventFeed:
    """What happened after a position, in commit order; internal events only for those entitled.

    Fewer events than ``limit`` mean that this is all there is now: go on from ``next``. Keep the
    header ``Lencana-Feed-Mark`` beside it and send it as ``mark``: a feed that was restored from a
    backup and grew again then answers 409 instead of going on with other events.
    """
    audit = "events.audit" in caller.scopes
    entitled = audit or "events.internal" in caller.scopes
    sessions: Sessions = request.app.state.sessions
    stretch = await _waited(sessions, Question(after, mark, limit, entitled), wait)
    response.headers[HEAD], response.headers[MARK] = str(stretch.head), stretch.mark
    return EventFeed(
        events=[
            _cloud_event(row, request.app.state.service, audit=audit, entitled=entitled)
            for row in stretch.rows
        ],
        next=stretch.next,
    )
