"""What follows from what: a plain mapping, called in the transaction of the change. No bus.

A feature states a fact; what other features do about it stands in one ordered list a service, in
its ``reactions.py``. So a feature never has to know those that come after it.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from shared.database import REACTIONS, Session

Reaction = Callable[[Session, Any], Awaitable[None]]
"""Takes the fact; raises to undo everything, the change that caused it too."""

Reactions = Mapping[type, Sequence[Reaction]]
"""Facts by their type; what follows from each, in order."""


async def follow(session: Session, fact: object) -> None:
    """Do everything that follows from the fact, in order; ``KeyError`` for a fact nobody listed."""
    reactions: Reactions = session.info[REACTIONS]
    for reaction in reactions[type(fact)]:
        await reaction(session, fact)
