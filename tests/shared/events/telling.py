"""Following things: each that is told of becomes a row in the follower's database."""

from collections.abc import Awaitable, Callable, Collection

from sqlalchemy import text

from shared.database import Session, Sessions, system_transaction
from shared.events import Event, Following
from shared.events.applying import SetAside

Tell = Callable[..., Awaitable[None]]
INSERT = text(
    "insert into idempotency_keys (principal, key, fingerprint, status, headers, body, recorded_at)"
    " values ('effect', :name, '', 1, '', '', now()) on conflict do nothing"
)
NAMES = text("select key from idempotency_keys where principal = 'effect' and key = any(:names)")


async def note(session: Session, event: Event) -> None:
    """The effect of an event."""
    await session.execute(INSERT, {"name": event.subject})


async def effects(sessions: Sessions, names: Collection[str]) -> set[str]:
    """Those of the names that had an effect."""
    async with system_transaction(sessions) as session:
        return set(await session.scalars(NAMES, {"names": list(names)}))


async def caught_up(following: Following, sessions: Sessions) -> list[SetAside]:
    """Step until nothing is left; what was set aside on the way."""
    bad: list[SetAside] = []
    while (step := await following.step(sessions, wait=0)).events:
        bad += step.set_aside
    return bad
