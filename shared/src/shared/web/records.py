"""A person's record on the wire, the same in every service."""

from typing import Any

from pydantic import Field

from shared.records import Held
from shared.wire import Wire


class HeldOut(Wire):
    """What one table holds of the person."""

    table: str = Field(max_length=64)
    rows: list[dict[str, Any]] = Field(max_length=100_000, description="As stored, by column.")
    withheld: dict[str, str] = Field(description="Columns not shown, and why.")

    @classmethod
    def of(cls, held: Held) -> "HeldOut":
        """Copy it onto the wire."""
        return cls(table=held.table, rows=[*map(dict, held.rows)], withheld=dict(held.withheld))


class RecordOut(Wire):
    """Everything one service holds of a person."""

    service: str = Field(max_length=32)
    holds: list[HeldOut] = Field(max_length=100)
