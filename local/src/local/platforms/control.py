"""The control API: what only the director of the simulation may do, under ``/_control``."""

import json
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.platforms.profiles import PLATFORMS, Profile, ProfileTaken, Unreadable
from local.platforms.world import world_of


async def wanted(request: Request) -> dict[str, Any]:
    """The JSON object of the request; an empty body is an empty object."""
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError as cause:
        raise Unreadable("not JSON") from cause
    if not isinstance(body, dict):
        raise Unreadable("not a JSON object")
    return body


def platform_of(request: Request) -> str:
    """One of the three platforms."""
    platform: str = request.path_params["platform"]
    if platform not in PLATFORMS:
        raise Unreadable(f"unknown platform: {platform}")
    return platform


def shown(profile: Profile | None) -> Response:
    """The profile as it now is, or 404."""
    if profile is None:
        return JSONResponse({"error": "no such profile"}, 404)
    return JSONResponse(asdict(profile))


async def read_profile(request: Request) -> Response:
    """The profile as the simulation holds it."""
    profiles = world_of(request).profiles
    return shown(profiles.find(platform_of(request), request.path_params["handle"]))


async def put_profile(request: Request) -> Response:
    """Create a profile, or change the fields named in the body."""
    changes = await wanted(request)
    profiles = world_of(request).profiles
    return shown(profiles.put(platform_of(request), request.path_params["handle"], changes))


async def remove_profile(request: Request) -> Response:
    """The account disappears from the platform."""
    world_of(request).profiles.remove(platform_of(request), request.path_params["handle"])
    return Response(status_code=204)


async def rename_profile(request: Request) -> Response:
    """``{"handle": …}``: same account, another handle."""
    new_handle = str((await wanted(request)).get("handle", ""))
    if not new_handle:
        raise Unreadable("handle is missing")
    profiles = world_of(request).profiles
    return shown(profiles.rename(platform_of(request), request.path_params["handle"], new_handle))


async def recycle_profile(request: Request) -> Response:
    """Same handle, another account."""
    profiles = world_of(request).profiles
    return shown(profiles.recycle(platform_of(request), request.path_params["handle"]))


async def set_behaviour(request: Request) -> Response:
    """``{"status": 429, "headers": {…}, "slow_seconds": 2, "html": true, "times": 3}``."""
    mischief = world_of(request).behaviours.set(platform_of(request), await wanted(request))
    return JSONResponse(asdict(mischief))


async def reset_behaviour(request: Request) -> Response:
    """The platform behaves again."""
    world_of(request).behaviours.reset(platform_of(request))
    return Response(status_code=204)


async def unreadable(_request: Request, failure: Exception) -> Response:
    """A wrong control request is told what is wrong with it."""
    return JSONResponse({"error": str(failure)}, 400)


async def taken(_request: Request, _failure: Exception) -> Response:
    """The new handle belongs to another account."""
    return JSONResponse({"error": "handle taken"}, 409)


FAILURES = {Unreadable: unreadable, ProfileTaken: taken}

ROUTES = [
    Route("/{platform}/profiles/{handle}", read_profile, methods=["GET"]),
    Route("/{platform}/profiles/{handle}", put_profile, methods=["PUT"]),
    Route("/{platform}/profiles/{handle}", remove_profile, methods=["DELETE"]),
    Route("/{platform}/profiles/{handle}/renaming", rename_profile, methods=["POST"]),
    Route("/{platform}/profiles/{handle}/recycling", recycle_profile, methods=["POST"]),
    Route("/{platform}/behaviour", set_behaviour, methods=["PUT"]),
    Route("/{platform}/behaviour", reset_behaviour, methods=["DELETE"]),
]
