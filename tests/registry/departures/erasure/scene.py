"""People who leave, and a worker that erases them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import text

from registry.departures.erasure import service
from registry.departures.erasure.events import HANDLERS
from registry.sealing import Vault
from shared.database import Sessions, system_transaction
from shared.events import Event
from shared.testing.tokens import TestIssuer
from tests.registry.given import Enrolled

VAULT = Vault((b"f" * 32,), b"i" * 32)
"""The keys of the tests' registry."""


def me(issuer: TestIssuer, officer: Enrolled) -> dict[str, str]:
    return issuer.headers("registry.me", subject=officer.subject)


async def left_for_good(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: Enrolled
) -> dict[str, Any]:
    """The officer has asked to be erased; what was answered about it."""
    answer = await client.delete("/v1/me", headers=me(issuer, officer))
    assert answer.status_code == 202, answer.text
    [erasure] = answer.json()["items"]
    return dict(erasure)


async def worked(sessions: Sessions, now: datetime | None = None) -> int:
    """The job has run; how many people it erased."""
    erased = 0
    while True:
        async with system_transaction(sessions) as session:
            if not await service.erase_next(session, VAULT, now or datetime.now(UTC)):
                return erased
        erased += 1


async def received(sessions: Sessions, officer_id: UUID, *peers: str) -> None:
    """These peers have said that they erased the officer."""
    for peer in peers:
        told = {"officer_id": str(officer_id), "service": peer}
        event = Event(uuid4(), "erasure.done.v1", str(officer_id), datetime.now(UTC), 1, told)
        async with system_transaction(sessions) as session:
            await HANDLERS[event.type](session, event)


async def every_cell(sessions: Sessions) -> list[tuple[str, str]]:
    """``(table.column, text)`` of every value in the database, jobs and answers too."""
    tables = text(
        "select table_name, column_name from information_schema.columns c"
        " join information_schema.tables t using (table_schema, table_name)"
        " where table_schema = 'public' and t.table_type = 'BASE TABLE'"
    )
    found = []
    async with system_transaction(sessions) as session:
        for table, column in (await session.execute(tables)).all():
            values = await session.scalars(text(f'select "{column}"::text from "{table}"'))
            found += [(f"{table}.{column}", value) for value in values if value]
    return found


def where(cells: list[tuple[str, str]], *canaries: str) -> Iterator[tuple[str, str]]:
    """Where a canary stands, as it is, or as the hexadecimal form of bytes."""
    for place, value in cells:
        for canary in canaries:
            if canary.lower() in value.lower() or canary.encode().hex() in value.lower():
                yield place, canary
