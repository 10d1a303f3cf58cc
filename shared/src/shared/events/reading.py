"""Reading a peer's feed: one stretch after a place, and the mark that tells feeds apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.upstream import Peer

PAGE = 200
MARK = "Lencana-Feed-Mark"
HEAD = "Lencana-Feed-Head"
FOREIGN = frozenset({"position-ahead", "feed-is-another"})
"""How a peer says that the place was not taken from the feed it has now."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader is, and which event stands there: positions alone look alike everywhere."""

    position: int
    mark: str | None


START = Place(0, None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some events in order as they were told, where to go on from, and where the feed ends."""

    documents: Sequence[dict[str, Any]]
    place: Place
    head: int

    @property
    def is_last(self) -> bool:
        """Nothing comes after it yet."""
        return self.place.position >= self.head


async def fetch(peer: Peer, after: Place, *, wait: int = 0, limit: int = PAGE) -> Stretch:
    """What the peer tells after a place; ``PeerRefused`` when it never told what stands there."""
    query: dict[str, Any] = {"after": after.position, "limit": limit, "wait": wait}
    if after.mark:
        query["mark"] = after.mark
    answer = await peer.get("/v1/events", params=query, patience=wait + 10.0)
    body = answer.json()
    position = int(body["next"])
    place = Place(position, answer.headers.get(MARK))
    head = max(int(answer.headers.get(HEAD, "0")), position)
    return Stretch(body["events"], place, head)
