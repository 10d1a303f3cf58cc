"""HTTP for what is published. Everybody may call; no decisions here."""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from content.feeds import queries, service
from content.feeds.errors import PublicationUnknown
from content.feeds.schemas import ATOM, JSON_FEED, JsonFeed, PublicMessage, atom_feed
from content.feeds.tables import Publication
from content.messages.routes import Configured, MessageId
from content.messages.rules.wording import Channel
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.auth import PUBLIC
from shared.web.etags import not_modified
from shared.web.openapi import Responses, problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["feeds"])

CACHED = "public, max-age=60, stale-if-error=86400"
ChannelName = Annotated[Channel, Path(description="Name of the channel.")]
UNCHANGED: Responses = {304: {"description": "The feed is what `If-None-Match` names."}}
AS_ATOM: dict[int | str, dict[str, Any]] = {
    200: {"content": {ATOM: {"schema": {"type": "string", "maxLength": 3_000_000}}}}
}


def _answer(request: Request, page: Response, document: bytes, media_type: str) -> Response:
    """The document, or 304 to whoever holds it; any browser may read it from anywhere."""
    etag = f'"{hashlib.sha256(document).hexdigest()[:32]}"'
    headers = {**page.headers, "ETag": etag, "Cache-Control": CACHED}
    headers["Access-Control-Allow-Origin"] = "*"
    if not_modified(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(document, headers=headers, media_type=media_type)


async def _page(
    session: Transaction, channel: Channel, page: Paged, settings: Configured, now: Now
) -> tuple[Sequence[Publication], str | None]:
    shown, cursor = await page.of(
        partial(
            queries.newest_publications,
            session,
            channel,
            now=now,
            notice=settings.withdrawal_notice,
            after=parsed(page, moment_of, UUID),
        ),
        lambda row: (row.updated_at.isoformat(), row.message_id),
    )
    return shown, f"limit={page.limit}&cursor={cursor}" if cursor else None


@router.get(
    "/feeds/{channel}.json",
    summary="Follow a channel as JSON Feed",
    dependencies=[PUBLIC],
    response_class=Response,
    responses=UNCHANGED | {200: {"model": JsonFeed}},
)
async def read_json_feed(
    channel: ChannelName,
    page: Paged,
    session: Transaction,
    request: Request,
    response: Response,
    settings: Configured,
    now: Now,
) -> Response:
    """What stands in the channel, latest news first (JSON Feed 1.1); `next_url` goes on.

    A withdrawn message keeps its id and is news again, with the reason in place of its words.
    """
    shown, following = await _page(session, channel, page, settings, now)
    feed = JsonFeed.of(channel, shown, site=settings.public_url, following=following, now=now)
    document = feed.model_dump_json(exclude_none=True).encode()
    return _answer(request, response, document, JSON_FEED)


@router.get(
    "/feeds/{channel}.atom",
    summary="Follow a channel as Atom",
    dependencies=[PUBLIC],
    response_class=Response,
    responses=UNCHANGED | AS_ATOM,
)
async def read_atom_feed(
    channel: ChannelName,
    page: Paged,
    session: Transaction,
    request: Request,
    response: Response,
    settings: Configured,
    now: Now,
) -> Response:
    """The same as Atom (RFC 4287)."""
    shown, following = await _page(session, channel, page, settings, now)
    document = atom_feed(channel, shown, site=settings.public_url, following=following)
    return _answer(request, response, document, f"{ATOM}; charset=utf-8")


@router.get(
    "/public/messages/{message_id}",
    summary="Look up a published message",
    dependencies=[PUBLIC],
    responses=problems(PublicationUnknown),
)
async def read_publication(
    message_id: MessageId,
    session: Transaction,
    response: Response,
    settings: Configured,
    now: Now,
) -> PublicMessage:
    """What was published, whether it still stands, and why not if it was withdrawn."""
    publication = await service.publication(session, message_id)
    response.headers["Cache-Control"] = CACHED
    response.headers["Access-Control-Allow-Origin"] = "*"
    return PublicMessage.of(publication, site=settings.public_url, now=now)
