"""One application that is all three platforms; they differ by path, as the real ones by host."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from local.platforms import control, graph, x
from local.platforms.mischief import Behaviours
from local.platforms.profiles import Profiles
from local.platforms.world import World


async def healthy(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def build_platforms(*, state: Path | None = None, token: str | None = None) -> Starlette:
    """Profiles survive a restart when ``state`` names a file."""
    app = Starlette(
        routes=[
            Route("/healthz", healthy),
            Route("/readyz", healthy),
            Route("/2/users", x.users_by_id),
            Route("/2/users/by", x.users_by_username),
            Route("/2/users/by/username/{username}", x.user_by_username),
            Route("/2/users/{id}/tweets", x.posts),
            Route("/2/users/{id}", x.user_by_id),
            Mount("/_control", routes=control.ROUTES),
            Route("/v{version:float}/{node}", graph.node),
            Route("/v{version:float}/{node}/posts", graph.posts),
        ],
        exception_handlers=dict(control.FAILURES),
    )
    app.state.world = World(Profiles(state), Behaviours(), token)
    return app
