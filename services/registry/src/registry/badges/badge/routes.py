"""HTTP for badges. No decisions here."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Path, Request, Response

from registry.accounts.account.errors import AccountUnknown
from registry.badges.badge import queries, service
from registry.badges.badge.errors import BadgeStateConflict, BadgeUnknown, FormNotOffered
from registry.badges.badge.schemas import BadgeId, BadgeOut, MissingConditions, OwnBadge, OwnBadges
from registry.callers import Me
from registry.people.officers.errors import NotEnrolled
from shared.clock import Now
from shared.database import Transaction
from shared.versions import StaleVersion
from shared.web.auth import PUBLIC
from shared.web.etags import IfMatch, answer, etag_of
from shared.web.openapi import MAY_BE_HELD, problems
from shared.web.routing import api_router

OFFERED = "application/json"
CACHED = "public, max-age=60, stale-if-error=86400"

router = api_router(tags=["badges"])


async def json_wanted(
    accept: Annotated[str, Header(max_length=1000, include_in_schema=False)] = "*/*",
) -> None:
    """Refuse a caller who takes no form a badge is offered in."""
    taken = (_media_range(entry) for entry in accept.lower().split(","))
    if not any(kind in ("*/*", "application/*", OFFERED) for kind in taken):
        raise FormNotOffered(offered=OFFERED)


def _media_range(entry: str) -> str:
    """The range of one entry of Accept; nothing when its weight is zero."""
    kind, *parameters = (part.strip() for part in entry.split(";"))
    refused = any(re.fullmatch(r"q=0(\.0{0,3})?", parameter) for parameter in parameters)
    return "" if refused else kind


@router.get(
    "/v1/badges/{badge_id}",
    summary="Read a badge",
    response_model=BadgeOut,
    dependencies=[PUBLIC, Depends(json_wanted)],
    responses=problems(BadgeUnknown, FormNotOffered) | MAY_BE_HELD,
)
async def read_badge(
    badge_id: BadgeId, request: Request, session: Transaction, now: Now
) -> Response:
    """A badge as everybody may know it; a holder's reasons are never in it."""
    badge = await service.public_badge(session, badge_id)
    body = BadgeOut.of(badge, now).model_dump_json().encode()
    return answer(request, body, OFFERED, cache=CACHED, headers={"Vary": "Accept"})


@router.get("/v1/me/badges", summary="List your badges", responses=problems(NotEnrolled))
async def list_own_badges(me: Me, session: Transaction) -> OwnBadges:
    """Your badges, the newest first."""
    rows = await queries.badges_of(session, me.id)
    return OwnBadges(items=[OwnBadge.of(row) for row in rows])


@router.get(
    "/v1/me/badges/{badge_id}",
    summary="Read one of your badges",
    responses=problems(BadgeUnknown, NotEnrolled),
)
async def read_own_badge(
    badge_id: BadgeId, response: Response, me: Me, session: Transaction
) -> OwnBadge:
    """One of your badges, with the version that a change must name."""
    badge = await service.own_badge(session, badge_id, me)
    response.headers["ETag"] = etag_of(badge.version)
    return OwnBadge.of(badge)


@router.delete(
    "/v1/me/badges/{badge_id}",
    status_code=204,
    summary="Give a badge back",
    responses=problems(BadgeUnknown, BadgeStateConflict, StaleVersion, NotEnrolled),
)
async def return_badge(
    badge_id: BadgeId, me: Me, version: IfMatch, session: Transaction, now: Now
) -> None:
    """Give a badge back at once, without a reason. The account stays linked.

    A new badge for the account needs a new registration of it.
    """
    await service.return_badge(session, badge_id, version=version, me=me, now=now)


@router.get(
    "/v1/me/accounts/{account_id}/conditions",
    summary="What is still missing for a badge?",
    responses=problems(AccountUnknown, NotEnrolled),
)
async def list_missing_conditions(
    account_id: Annotated[UUID, Path(description="Id of one of your accounts.")],
    me: Me,
    session: Transaction,
    now: Now,
) -> MissingConditions:
    """Every condition your account does not meet yet. Badges come by themselves once it does."""
    missing = await service.conditions_of(session, account_id, me, now)
    return MissingConditions(account_id=account_id, missing=list(missing))
