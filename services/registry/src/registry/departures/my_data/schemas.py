"""The wire format: one document, one part for each service and officer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from registry.departures.my_data.service import OwnPart, PeerPart
from registry.people.numbers.rules import NumberKind
from shared.web.records import HeldOut
from shared.wire import Wire

FORMAT = "lencana-export/1"


class NumberEnding(Wire):
    """A number you bear or bore, by its last digits."""

    kind: NumberKind
    ending: str = Field(max_length=4, examples=["2903"])


class Part(Wire):
    """What one service holds of you under one random id."""

    service: str = Field(max_length=32, examples=["registry"])
    officer_id: UUID
    state: Literal["complete", "unavailable"] = Field(
        description="`unavailable`: the service did not answer; ask again later."
    )
    name: str | None = Field(None, max_length=200, description="The name your institution sees.")
    numbers: list[NumberEnding] = Field(default_factory=list, max_length=20)
    holds: list[HeldOut] = Field(max_length=100)


class Export(Wire):
    """Everything the three services hold of you, and who saw it (the tables `accesses`)."""

    format: Literal["lencana-export/1"]
    made_at: datetime
    complete: bool = Field(description="False when a service could not be asked.")
    parts: list[Part] = Field(max_length=300)

    @classmethod
    def of(cls, own: Sequence[OwnPart], peers: Sequence[PeerPart], now: datetime) -> "Export":
        """Put the parts together; one that is missing is named, not left out."""
        parts = [*map(_own, own), *map(_peers, peers)]
        complete = all(part.state == "complete" for part in parts)
        return cls(format=FORMAT, made_at=now, complete=complete, parts=parts)


def _own(part: OwnPart) -> Part:
    return Part(
        service="registry",
        officer_id=part.officer_id,
        state="complete",
        name=part.name,
        numbers=[
            NumberEnding(kind=NumberKind(each.kind), ending=each.ending) for each in part.numbers
        ],
        holds=[HeldOut.of(held) for held in part.held],
    )


def _peers(part: PeerPart) -> Part:
    told = part.document
    return Part(
        service=part.service,
        officer_id=part.officer_id,
        state="unavailable" if told is None else "complete",
        holds=[] if told is None else told["holds"],
    )
