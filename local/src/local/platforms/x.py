"""X API v2: users by name and by id, app-only bearer token (docs.x.com, "User lookup")."""

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from local.platforms.mischief import Mischief, reset_moment
from local.platforms.profiles import Profile
from local.platforms.world import World, world_of

MOST_AT_ONCE = 100
NUMBER = re.compile(r"^[0-9]{1,19}$")
USERNAME = re.compile(r"^[A-Za-z0-9_]{1,15}$")
PROBLEMS = "https://api.twitter.com/2/problems"


async def user_by_username(request: Request) -> Response:
    """``GET /2/users/by/username/{username}?user.fields=…``."""
    world, username = world_of(request), request.path_params["username"]
    refused = await refusal(request, world)
    if refused is not None:
        return refused
    if not USERNAME.match(username):
        return invalid_username(username)
    return answer(request, world.profiles.find("x", username), "username", username)


async def user_by_id(request: Request) -> Response:
    """``GET /2/users/{id}?user.fields=…``."""
    world, number = world_of(request), request.path_params["id"]
    refused = await refusal(request, world)
    if refused is not None:
        return refused
    return answer(request, world.profiles.find_by_id("x", number), "id", number)


async def users_by_id(request: Request) -> Response:
    """``GET /2/users?ids=…``, a hundred at most."""
    find = world_of(request).profiles.find_by_id
    return await users(request, "ids", NUMBER, lambda number: find("x", number))


async def users_by_username(request: Request) -> Response:
    """``GET /2/users/by?usernames=…``, a hundred at most."""
    find = world_of(request).profiles.find
    return await users(request, "usernames", USERNAME, lambda name: find("x", name))


async def users(
    request: Request, parameter: str, shape: re.Pattern[str], find: Callable[[str], Profile | None]
) -> Response:
    """Those found in ``data``, the others in ``errors``; one impossible value spoils the call."""
    mischief = world_of(request).behaviours.next("x")
    refused = await refusal(request, world_of(request), mischief)
    if refused is not None:
        return refused
    asked = request.query_params.get(parameter, "").split(",")
    if len(asked) > MOST_AT_ONCE or not all(shape.match(value) for value in asked):
        return JSONResponse(
            {"title": "Invalid Request", "type": f"{PROBLEMS}/invalid-request"}, 400
        )
    told = asked[:: 2 if mischief.partial else 1]
    found = [profile for value in told if (profile := find(value))]
    errors = [not_found(parameter, value) for value in told if find(value) is None]
    data = [described(request, profile) for profile in found]
    return JSONResponse({"data": data} | ({"errors": errors} if errors else {}))


async def posts(request: Request) -> Response:
    """``GET /2/users/{id}/tweets?start_time=…&max_results=…``: the newest first."""
    world = world_of(request)
    mischief = world.behaviours.next("x", posts=True)
    refused = await refusal(request, world, mischief)
    if refused is not None:
        return refused
    profile = world.profiles.find_by_id("x", request.path_params["id"])
    start = request.query_params.get("start_time", "")
    listed = [post for post in profile.recent if post["at"] >= start] if profile else []
    shown = listed[: int(request.query_params.get("max_results", "10"))]
    meta = {"result_count": len(shown)} | (
        {"next_token": "b26v"} if len(shown) < len(listed) else {}
    )
    data = [
        tweet(post, number) for number, post in enumerate(shown[:: 2 if mischief.partial else 1])
    ]
    return JSONResponse(({"data": data} if data else {}) | {"meta": meta})


def tweet(post: Mapping[str, Any], number: int) -> dict[str, object]:
    """A post as X tells it; X splits what others call shares."""
    names = {"likes": "like_count", "comments": "reply_count", "shares": "retweet_count"}
    counts = {name: post[own] for own, name in names.items() if own in post}
    return {
        "id": str(number),
        "text": "",
        "created_at": post["at"],
        "public_metrics": {**counts, "quote_count": 0, "bookmark_count": 0, "impression_count": 9},
    }


async def refusal(
    request: Request, world: World, mischief: Mischief | None = None
) -> Response | None:
    """A missing token or the mischief of the day; None when the call may be answered."""
    mischief = mischief or world.behaviours.next("x")
    await asyncio.sleep(mischief.slow_seconds)
    if not world.accepts(bearer(request)):
        return problem(401, "Unauthorized")
    return spoilt(mischief)


def bearer(request: Request) -> str:
    """The token of the Authorization header, or nothing."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""


def spoilt(mischief: Mischief) -> Response | None:
    """The bad answer X gives on such a day."""
    if mischief.html:
        return HTMLResponse("<!DOCTYPE html><title>X / ?</title><h1>Something went wrong</h1>")
    if mischief.status == 429:
        limits = {
            "x-rate-limit-limit": "300",
            "x-rate-limit-remaining": "0",
            "x-rate-limit-reset": reset_moment(mischief),
            **mischief.headers,
        }
        return problem(429, "Too Many Requests", limits)
    if mischief.status is not None:
        return problem(mischief.status, "Service Unavailable", mischief.headers)
    return None


def problem(status: int, title: str, headers: dict[str, str] | None = None) -> Response:
    """X describes its own failures without a type of their own."""
    body = {"title": title, "type": "about:blank", "status": status, "detail": title}
    return JSONResponse(body, status, headers)


def invalid_username(username: str) -> Response:
    """A name that cannot exist on X is a bad request, not a missing user."""
    message = f"The `username` query parameter value [{username}] does not match {USERNAME.pattern}"
    body = {
        "errors": [{"parameters": {"username": [username]}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": f"{PROBLEMS}/invalid-request",
    }
    return JSONResponse(body, 400)


def answer(request: Request, profile: Profile | None, parameter: str, value: str) -> Response:
    """A user nobody has is answered with status 200 and an ``errors`` array."""
    if profile is None:
        return JSONResponse({"errors": [not_found(parameter, value)]})
    return JSONResponse({"data": described(request, profile)})


def described(request: Request, profile: Profile) -> dict[str, object]:
    """The fields asked for."""
    wanted = {"id", "name", "username", *request.query_params.get("user.fields", "").split(",")}
    return {key: fact for key, fact in user(profile).items() if key in wanted}


def not_found(parameter: str, value: str) -> dict[str, str]:
    """One entry of the ``errors`` array."""
    return {
        "value": value,
        "detail": f"Could not find user with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": "user",
        "parameter": parameter,
        "resource_id": value,
        "type": f"{PROBLEMS}/resource-not-found",
    }


def user(profile: Profile) -> dict[str, object]:
    """Every field X can give; the caller's ``user.fields`` choose among them."""
    return {
        "id": profile.id,
        "name": profile.name,
        "username": profile.handle,
        "description": profile.bio,
        "url": profile.website,
        "protected": profile.private,
        "created_at": profile.created_at,
        "public_metrics": {
            "followers_count": profile.followers,
            "following_count": 0,
            "tweet_count": profile.posts,
            "listed_count": 0,
        },
    }
