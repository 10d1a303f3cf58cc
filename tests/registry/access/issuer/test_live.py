"""The keys that the issuer keeps in its process, read by many at the same time."""

import asyncio

import httpx
from fastapi import FastAPI

from registry.access.issuer import service as issuer
from registry.access.issuer.live import OwnKeys
from registry.main import build_app
from registry.settings import Settings
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.fixtures import answering
from tests.registry.access import given


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


async def test_a_key_made_a_moment_after_a_forgery_was_seen_is_found(
    sessions: Sessions, settings: Settings
) -> None:
    own = OwnKeys(sessions)
    await own.key_set("forged")
    async with system_transaction(sessions) as session:
        made = await issuer.make_next_key(session, settings.vault, current_time(), actor="operator")

    answers = await asyncio.gather(*(own.key_set(made.kid) for _ in range(40)))

    assert all(made.kid in {key.kid for key in keys.keys} for keys in answers)


async def test_none_of_forty_first_calls_after_a_start_is_refused(
    app: FastAPI, client: httpx.AsyncClient, sessions: Sessions, settings: Settings
) -> None:
    credentials = await given.a_client(sessions)
    token = (await given.token_asked(client, credentials)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}

    for _ in range(3):
        async with answering(build_app(settings), "registry") as started:
            asked = (started.get("/v1/me", headers=headers) for _ in range(40))
            statuses = {answer.status_code for answer in await asyncio.gather(*asked)}
            assert statuses == {404}
