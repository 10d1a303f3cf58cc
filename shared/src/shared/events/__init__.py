"""The event log: what happened, in commit order, for peers to follow."""

from shared.events.following import Event, Following, Handler
from shared.events.forgetting import forget
from shared.events.log import Happening, record

__all__ = ["Event", "Following", "Handler", "Happening", "forget", "record"]
