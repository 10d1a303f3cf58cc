"""Sessions that note the facts stated in them, and do nothing else about them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from registry.settings import Settings
from shared.database import Session, Sessions, open_sessions


@asynccontextmanager
async def noting(settings: Settings, kind: type) -> AsyncIterator[tuple[Sessions, list[object]]]:
    """Sessions on the module's database, and the facts of this kind in the order stated."""
    stated: list[object] = []

    async def note(session: Session, fact: object) -> None:
        stated.append(fact)

    url = settings.database_url.get_secret_value()
    async with open_sessions(url, reactions={kind: (note,)}) as sessions:
        yield sessions, stated
