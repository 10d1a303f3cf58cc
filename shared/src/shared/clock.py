"""Time as a dependency, so that no test sleeps or patches."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends


def current_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


async def moment_of_request() -> datetime:
    """The moment a request is answered at; tests replace this dependency."""
    return current_time()


Now = Annotated[datetime, Depends(moment_of_request)]
