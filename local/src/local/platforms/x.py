"""X API v2: users by name and by id, app-only bearer token (docs.x.com, "User lookup")."""

import asyncio
import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from local.platforms.mischief import Mischief, reset_moment
from local.platforms.profiles import Profile
from local.platforms.world import World, world_of

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


async def refusal(request: Request, world: World) -> Response | None:
    """A missing token or the mischief of the day; None when the call may be answered."""
    mischief = world.behaviours.next("x")
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
    wanted = {"id", "name", "username", *request.query_params.get("user.fields", "").split(",")}
    described = {key: fact for key, fact in user(profile).items() if key in wanted}
    return JSONResponse({"data": described})


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
