"""The wire format of models."""

from dataclasses import asdict

from pydantic import Field

from shared.wire import BilingualText, Code, Wire
from verification.models.rules.cards import LIMITS, Card


class RateOut(Wire):
    """How often something happened among held-out histories."""

    world: str = Field(max_length=64, examples=["simulated", "repositories"])
    measure: str = Field(max_length=32, examples=["false_alarms", "recall", "calibration"])
    group: str = Field(
        max_length=64, description="Size, kind, or for `calibration` the promised share."
    )
    weeks: int = Field(ge=1, le=1040)
    share: float = Field(ge=0, le=1)
    histories: int = Field(ge=0, le=10**9)


class CardOut(Wire):
    """A model that judges growth, or did."""

    name: Code
    version: Code
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", max_length=64)
    in_use: bool = Field(description="Others stay, so that their verdicts can be made again.")
    licence: str = Field(max_length=64)
    data: str = Field(max_length=2000, description="Where its training data come from.")
    limits: list[BilingualText] = Field(max_length=50)
    rates: list[RateOut] = Field(
        max_length=2000, description="Measured on held-out data; empty where nothing was."
    )

    @classmethod
    def of(cls, card: Card) -> "CardOut":
        """Copy the card onto the wire."""
        return cls(
            name=card.name,
            version=card.version,
            sha256=card.sha256,
            in_use=card.in_use,
            licence=card.licence,
            data=card.data,
            limits=[BilingualText(id=limit.id, en=limit.en) for limit in LIMITS],
            rates=[RateOut(**asdict(rate)) for rate in card.rates],
        )


class CardList(Wire):
    """Every model of this release, the one in use first."""

    items: list[CardOut] = Field(max_length=100)
