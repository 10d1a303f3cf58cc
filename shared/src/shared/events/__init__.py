"""The event log: what happened, in commit order, for peers to follow."""

from shared.events.applying import Event, Handler
from shared.events.following import Copy, Following
from shared.events.forgetting import forget
from shared.events.log import Happening, record

__all__ = ["Copy", "Event", "Following", "Handler", "Happening", "forget", "record"]
