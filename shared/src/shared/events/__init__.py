"""The event log: what happened, in commit order, for peers to follow."""

from shared.events.following import Event, Following, Handler
from shared.events.log import record

__all__ = ["Event", "Following", "Handler", "record"]
