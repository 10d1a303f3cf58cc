"""Everything a service holds of one person, table by table, as the person may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, Text, Uuid, bindparam, select

from shared.database import Session

PERSON: ColumnElement[UUID] = bindparam("person", type_=Uuid)
PRINCIPAL: ColumnElement[str] = bindparam("principal", type_=Text)


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of one table that are about a person, and the columns that are not shown."""

    table: Table
    whose: ColumnElement[bool]
    """Over ``PERSON`` and ``PRINCIPAL``."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """By column, why it says nothing to the person."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds of the person."""

    table: str
    rows: Sequence[Mapping[str, Any]]
    withheld: Mapping[str, str]


async def read_holdings(
    session: Session, holdings: Sequence[Holding], person: UUID, principal: str | None
) -> list[Held]:
    """Each table's rows about the person, also when there are none."""
    values = {"person": person, "principal": principal}
    held = []
    for holding in holdings:
        shown = [c for c in holding.table.columns if c.name not in holding.withheld]
        rows = (await session.execute(select(*shown).where(holding.whose), values)).mappings()
        held.append(Held(holding.table.name, [_plain(row) for row in rows], holding.withheld))
    return held


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Bytes as hexadecimal text; everything else has a form in JSON."""
    return {
        str(name): value.hex() if isinstance(value, bytes | memoryview) else value
        for name, value in row.items()
    }
