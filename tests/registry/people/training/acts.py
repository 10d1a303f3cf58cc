"""What trainers and participants ask of the registry."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from shared.testing.tokens import TestIssuer
from tests.registry.given import Enrolled

SCOPE = "registry.training.write"
SESSIONS = "/v1/training-sessions"
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date()


async def announced(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, **changes: Any
) -> httpx.Response:
    """A session held yesterday, unless changed."""
    order = {
        "course": "Komunikasi publik",
        "held_on": YESTERDAY.isoformat(),
        "institution": institution,
    }
    headers = issuer.headers(SCOPE, [institution])
    return await client.post(SESSIONS, json=order | changes, headers=headers)


async def joined(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: Enrolled, code: str
) -> httpx.Response:
    headers = issuer.headers("registry.me", subject=officer.subject)
    return await client.post("/v1/me/training", json={"join_code": code}, headers=headers)


async def participants(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, session_id: object, **more: Any
) -> list[dict[str, Any]]:
    headers = {**issuer.headers(SCOPE, [institution]), **more}
    answer = await client.get(f"{SESSIONS}/{session_id}/participants", headers=headers)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def recorded(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    institution: str,
    session_id: object,
    passed: dict[UUID | str, bool],
) -> httpx.Response:
    """The answer to a list of results."""
    results = [{"participant_id": str(id), "passed": passed} for id, passed in passed.items()]
    return await client.post(
        f"{SESSIONS}/{session_id}/results",
        json={"results": results},
        headers=issuer.headers(SCOPE, [institution]),
    )


async def corrected(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    institution: str,
    session_id: object,
    **order: object,
) -> httpx.Response:
    headers = issuer.headers(SCOPE, [institution])
    order = {"reason": "entered_wrongly", **order}
    return await client.post(f"{SESSIONS}/{session_id}/corrections", json=order, headers=headers)


async def place_of(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: Enrolled, held: dict[str, Any]
) -> str:
    answer = await joined(client, issuer, officer, held["join_code"])
    return str(answer.json()["participant_id"])


async def my_training(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: Enrolled
) -> list[dict[str, Any]]:
    headers = issuer.headers("registry.me", subject=officer.subject)
    items: list[dict[str, Any]] = (await client.get("/v1/me/training", headers=headers)).json()[
        "items"
    ]
    return items
