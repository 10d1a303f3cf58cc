"""What the routes of every platform share: the profiles, the mischief and the token."""

from dataclasses import dataclass
from secrets import compare_digest

from starlette.requests import Request

from local.platforms.mischief import Behaviours
from local.platforms.profiles import Profiles


@dataclass(frozen=True, slots=True)
class World:
    """One set of simulated platforms; without a token of its own it accepts any."""

    profiles: Profiles
    behaviours: Behaviours
    token: str | None = None

    def accepts(self, token: str) -> bool:
        """Whether a call with this token is answered."""
        if self.token is None:
            return token != ""
        return compare_digest(token.encode(), self.token.encode())


def world_of(request: Request) -> World:
    """The world the application was built with."""
    world: World = request.app.state.world
    return world
