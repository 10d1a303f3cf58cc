"""Asking the public question in tests."""

from datetime import UTC, datetime
from typing import Any

import httpx

from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from shared.database import Sessions, system_transaction
from tests.registry.given import Enrolled
from tests.waiting import until

LOOKUP = "/v1/badges/lookup"
CONTRACT = ["official", "state", "platform", "handle", "badge", "checked_at"]


async def asked(client: httpx.AsyncClient, **query: str) -> dict[str, Any]:
    """The answer to a question that can be read."""
    answer = await client.get(LOOKUP, params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def stopped(sessions: Sessions, officer: Enrolled) -> None:
    """The officer's badges end, as a withdrawal of consent ends them."""
    async with system_transaction(sessions) as session:
        reason = EndReason.CONSENT_WITHDRAWN
        await badges.end_badges_of(session, officer.id, reason, datetime.now(UTC))


async def eventually(client: httpx.AsyncClient, url: str, state: str) -> None:
    """Ask until the look-up says so."""

    async def said() -> bool:
        return bool((await asked(client, url=url))["state"] == state)

    await until(said, f"the look-up says {state}")
