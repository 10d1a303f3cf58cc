"""HTTP for those who follow a channel. Everybody may call; no decisions here."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response
from fastapi.responses import JSONResponse

from content.feeds import queries
from content.feeds.schemas import ATOM, JSON_FEED, JsonFeed, atom_feed
from content.publications.schemas import CACHED
from content.publications.tables import Publication
from content.settings import Configured
from content.wordings.rules.wording import Channel
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.auth import PUBLIC
from shared.web.etags import answer
from shared.web.openapi import MAY_BE_HELD, Responses
from shared.web.routing import api_router

router = api_router("/v1", tags=["feeds"])

ChannelName = Annotated[Channel, Path(description="Name of the channel.")]
AS_ATOM: Responses = {
    200: {
        **MAY_BE_HELD[200],
        "content": {ATOM: {"schema": {"type": "string", "maxLength": 3_000_000}}},
    }
}


class JsonFeedAnswer(JSONResponse):
    """The media type JSON Feed has of its own."""

    media_type = JSON_FEED


def _answer(request: Request, page: Response, document: bytes, media_type: str) -> Response:
    return answer(request, document, media_type, cache=CACHED, headers=page.headers)


async def _page(
    session: Transaction, channel: Channel, page: Paged, settings: Configured, now: Now
) -> tuple[Sequence[Publication], str | None]:
    shown, cursor = await page.of(
        partial(
            queries.newest_in,
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
    response_class=JsonFeedAnswer,
    response_model=JsonFeed,
    responses=MAY_BE_HELD,
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
    responses=MAY_BE_HELD | AS_ATOM,
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
    asked = request.url.query
    document = atom_feed(channel, shown, site=settings.public_url, asked=asked, following=following)
    return _answer(request, response, document, f"{ATOM}; charset=utf-8")
