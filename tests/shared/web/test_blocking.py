"""Tokens of blocked principals are refused, whether the subject or the client is meant."""

import asyncio
from uuid import uuid4

import httpx
import pytest

from shared.blocked import block, digest_of
from shared.database import Sessions, system_transaction
from shared.testing.tokens import ISSUER, TestIssuer
from shared.web import blocking

THING = {"size": 1, "name": "x"}


async def status(client: httpx.AsyncClient, headers: dict[str, str]) -> int:
    answer = await client.post(
        "/v1/things", json=THING, headers={**headers, "Idempotency-Key": str(uuid4())}
    )
    return answer.status_code


@pytest.mark.parametrize("claim", ["subject", "client_id"])
async def test_a_blocked_principal_is_refused_to_all_who_ask_at_once(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    sessions: Sessions,
    monkeypatch: pytest.MonkeyPatch,
    claim: str,
) -> None:
    names = {"subject": f"s-{uuid4()}", "client_id": f"c-{uuid4()}"}
    token = issuer.token(
        scope="things.write", subject=names["subject"], client_id=names["client_id"]
    )
    headers = {"Authorization": f"Bearer {token}"}
    before = await status(client, headers)
    async with system_transaction(sessions) as session:
        await block(session, digest_of(ISSUER, names[claim]), until=None)

    monkeypatch.setattr(blocking, "KNOWN_SECONDS", 0)

    assert before == 201
    assert await asyncio.gather(*(status(client, headers) for _ in range(8))) == [401] * 8


async def test_the_same_name_at_another_issuer_is_somebody_else(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    name = f"s-{uuid4()}"
    async with system_transaction(sessions) as session:
        await block(session, digest_of("https://elsewhere.test", name), until=None)

    assert await status(client, issuer.headers("things.write", subject=name)) == 201


def test_what_is_known_is_at_most_five_seconds_old() -> None:
    assert blocking.KNOWN_SECONDS == 5
