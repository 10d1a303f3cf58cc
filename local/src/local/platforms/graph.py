"""Meta's Graph API: Instagram business discovery and Facebook nodes (developers.facebook.com)."""

import asyncio
import json
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from local.platforms.mischief import Mischief
from local.platforms.profiles import Profile
from local.platforms.world import World, world_of
from local.platforms.x import bearer

DISCOVERY = re.compile(r"business_discovery\.username\(([^)]*)\)\{(.*)\}")
LIMIT = re.compile(r"media\.limit\(([0-9]+)\)")
REGAIN_MINUTES = json.dumps({"call_count": 100, "total_cputime": 25, "total_time": 25})


async def node(request: Request) -> Response:
    """``GET /{version}/{node}?fields=…``: a Facebook name or id, or the asking Instagram user."""
    world = world_of(request)
    discovery = DISCOVERY.fullmatch(request.query_params.get("fields", ""))
    platform = "instagram" if discovery else "facebook"
    refused = await refusal(request, world, world.behaviours.next(platform))
    if refused is not None:
        return refused
    if discovery:
        return discovered(world, request.path_params["node"], *discovery.groups())
    return facebook(world, request)


async def posts(request: Request) -> Response:
    """``GET /{version}/{node}/posts?since=…&limit=…``: the newest first."""
    world = world_of(request)
    mischief = world.behaviours.next("facebook", posts=True)
    refused = await refusal(request, world, mischief)
    if refused is not None:
        return refused
    profile = world.profiles.find_by_id("facebook", request.path_params["node"])
    since = datetime.fromtimestamp(int(request.query_params.get("since", "0")), UTC).isoformat()
    listed = [post for post in profile.recent if post["at"] >= since] if profile else []
    shown = listed[: int(request.query_params.get("limit", "25"))]
    paging = {"paging": {"next": "https://graph.facebook.com/"}} if len(shown) < len(listed) else {}
    data = [page_post(post) for post in shown[:: 2 if mischief.partial else 1]]
    return JSONResponse({"data": data, **paging})


def page_post(post: Mapping[str, Any]) -> dict[str, object]:
    """A post as Graph tells it: no shares are left out."""
    edges = {"likes": "reactions", "comments": "comments"}
    summed = {
        name: {"data": [], "summary": {"total_count": post[own]}}
        for own, name in edges.items()
        if own in post
    }
    shares = {"shares": {"count": post["shares"]}} if post.get("shares") else {}
    return {"id": "1_1", "created_time": post["at"], **summed, **shares}


async def refusal(request: Request, world: World, mischief: Mischief) -> Response | None:
    """An expired token or the mischief of the day; None when the call may be answered."""
    await asyncio.sleep(mischief.slow_seconds)
    if not world.accepts(request.query_params.get("access_token", "") or bearer(request)):
        message = "Error validating access token: Session has expired."
        return error(401, message, "OAuthException", 190, 463)
    return spoilt(mischief)


def spoilt(mischief: Mischief) -> Response | None:
    """The bad answer Graph gives on such a day."""
    if mischief.html:
        return HTMLResponse(
            "<!DOCTYPE html><title>Error</title><h1>Sorry, something went wrong.</h1>"
        )
    if mischief.status == 429:
        limited = error(403, "(#4) Application request limit reached", "OAuthException", 4)
        limited.headers["x-app-usage"] = REGAIN_MINUTES
        limited.headers.update(mischief.headers)
        return limited
    if mischief.status is not None:
        message = "An unexpected error has occurred. Please retry your request later."
        failed = error(mischief.status, message, "OAuthException", 2)
        failed.headers.update(mischief.headers)
        return failed
    return None


def error(
    status: int, message: str, kind: str, code: int, subcode: int | None = None, **texts: str
) -> Response:
    """Graph's error object; clients go by ``code`` and ``error_subcode``, not by the status."""
    described: dict[str, object] = {"message": message, "type": kind, "code": code}
    if subcode is not None:
        described["error_subcode"] = subcode
    described |= {"is_transient": code in (2, 4), **texts, "fbtrace_id": secrets.token_urlsafe(16)}
    return JSONResponse({"error": described}, status)


def discovered(world: World, asking: str, username: str, wanted: str) -> Response:
    """Business discovery finds professional accounts only: a personal one does not exist here."""
    profile = world.profiles.find("instagram", username)
    if profile is None or profile.private:
        return error(
            400,
            "Invalid user id",
            "OAuthException",
            110,
            2207013,
            error_user_title="Cannot find User",
            error_user_msg=f"The user with username: {username} cannot be found.",
        )
    limit = LIMIT.search(wanted)
    described = chosen(instagram_user(profile), wanted)
    if limit and profile.recent:
        described["media"] = media(profile, int(limit[1]))
    return JSONResponse({"business_discovery": described, "id": asking})


def media(profile: Profile, limit: int) -> dict[str, object]:
    """The newest posts; hidden likes are left out, shares are not told."""
    names = {"at": "timestamp", "likes": "like_count", "comments": "comments_count"}
    listed = profile.recent[:limit]
    data = [
        {"id": "1", **{name: post[own] for own, name in names.items() if own in post}}
        for post in listed
    ]
    cursors = {"after": "QVFI"} if len(listed) < len(profile.recent) else {}
    return {"data": data, "paging": {"cursors": cursors}}


def instagram_user(profile: Profile) -> dict[str, object]:
    """Every field business discovery gives."""
    return {
        "id": profile.id,
        "username": profile.handle,
        "name": profile.name,
        "biography": profile.bio,
        "website": profile.website,
        "followers_count": profile.followers,
        "media_count": profile.posts,
    }


def facebook(world: World, request: Request) -> Response:
    """A page or professional profile by name or number; personal ones are not readable."""
    name = request.path_params["node"]
    profiles = world.profiles
    profile = profiles.find("facebook", name) or profiles.find_by_id("facebook", name)
    if profile is None and not name.isdigit():
        message = f"(#803) Some of the aliases you requested do not exist: {name}"
        return error(404, message, "OAuthException", 803)
    if profile is None or profile.private:
        message = (
            f"Unsupported get request. Object with ID '{name}' does not exist, cannot be loaded"
            " due to missing permissions, or does not support this operation."
        )
        return error(400, message, "GraphMethodException", 100, 33)
    return JSONResponse(chosen(page(profile), request.query_params.get("fields", "id,name")))


def page(profile: Profile) -> dict[str, object]:
    """Every field a Facebook node gives here."""
    return {
        "id": profile.id,
        "name": profile.name,
        "username": profile.handle,
        "about": profile.bio,
        "website": profile.website,
        "link": f"https://www.facebook.com/{profile.handle}",
        "followers_count": profile.followers,
    }


def chosen(described: dict[str, object], wanted: str) -> dict[str, object]:
    """The fields asked for, and the id, which Graph always gives; empty ones are left out."""
    names = {"id", *(name.strip() for name in wanted.split(","))}
    return {key: fact for key, fact in described.items() if key in names and fact != ""}
