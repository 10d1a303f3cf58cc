"""What the issuer keeps in its process: its own keys, read by many at the same time."""

import asyncio

import httpx

from registry.access.issuer.live import OwnKeys
from shared.database import Sessions


async def published_kid(client: httpx.AsyncClient) -> str:
    keys = (await client.get("/oauth/jwks.json")).json()["keys"]
    return str(keys[0]["kid"])


async def test_everybody_who_asks_while_keys_are_read_gets_them(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    kid, own = await published_kid(client), OwnKeys(sessions)

    answers = await asyncio.gather(*(own.key_set(kid) for _ in range(8)))

    assert [kid in {key.kid for key in keys.keys} for keys in answers] == [True] * 8


async def test_a_forged_kid_does_not_hide_the_keys_there_are(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    kid, own = await published_kid(client), OwnKeys(sessions)

    await own.key_set("forged")

    assert kid in {key.kid for key in (await own.key_set(kid)).keys}
