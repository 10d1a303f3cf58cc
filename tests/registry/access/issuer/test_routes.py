"""The embedded issuer over HTTP, on real PostgreSQL."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import httpx
import jwt
import pytest
import uvicorn
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from fastapi import FastAPI
from httpx_oauth.clients.openid import OpenID, OpenIDConfigurationError

from registry.access.issuer import service
from registry.access.issuer.rules import KEYS_CACHED
from registry.main import build_app
from registry.settings import Settings
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.fixtures import answering
from shared.testing.tokens import TestIssuer
from shared.web import blocking
from tests.registry.access import given
from tests.registry.access.given import Credentials
from tests.waiting import until


@pytest.fixture
async def credentials(sessions: Sessions) -> Credentials:
    """An officer's client, made by the operator."""
    return await given.a_client(sessions)


async def test_a_token_says_what_rfc_9068_asks(
    client: httpx.AsyncClient, credentials: Credentials, settings: Settings
) -> None:
    answer = (await given.token_asked(client, credentials)).json()
    keys = (await client.get("/oauth/jwks.json")).json()["keys"]

    header = jwt.get_unverified_header(answer["access_token"])
    public = next(key for key in keys if key["kid"] == header["kid"])
    claims = jwt.decode(
        answer["access_token"],
        jwt.PyJWK(public),
        algorithms=["ES256"],
        audience="registry",
        issuer=settings.public_url,
        options={"require": ["exp", "iat", "jti", "sub", "client_id"]},
    )
    assert header["typ"] == "at+jwt"
    assert claims["sub"] == claims["client_id"] == credentials[0]
    assert claims["aud"] == ["registry", "verification", "content"]
    assert (claims["scope"], claims["institution"]) == ("registry.me content.me", ["klpd:K65"])
    assert claims["exp"] - claims["iat"] == answer["expires_in"] <= 600


async def test_the_registry_accepts_its_own_tokens(
    client: httpx.AsyncClient, credentials: Credentials
) -> None:
    token = (await given.token_asked(client, credentials)).json()["access_token"]

    answer = await client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.json()["type"] == "/problems/not-enrolled"


async def test_the_key_id_is_the_thumbprint_of_the_key(client: httpx.AsyncClient) -> None:
    (key, *_) = (await client.get("/oauth/jwks.json")).json()["keys"]

    required = {name: key[name] for name in ("crv", "kty", "x", "y")}
    digest = hashlib.sha256(json.dumps(required, separators=(",", ":")).encode()).digest()
    assert key["kid"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert "d" not in key


async def test_a_scope_may_be_narrowed(client: httpx.AsyncClient, credentials: Credentials) -> None:
    answer = await given.token_asked(client, credentials, scope="content.me")

    assert answer.json()["scope"] == "content.me"


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"scope": "registry.clients.write"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"client_secret": "twice"}, 400, "invalid_request"),
    ],
)
async def test_errors_have_the_format_of_rfc_6749(
    client: httpx.AsyncClient,
    credentials: Credentials,
    form: Mapping[str, str],
    status: int,
    error: str,
) -> None:
    answer = await given.token_asked(client, credentials, **form)

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["nobody", "no\tbody", "nobody' or 1=1 --"])
async def test_an_unknown_client_is_401(client: httpx.AsyncClient, name: str) -> None:
    answer = await given.token_asked(client, (name, "secret"))

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


async def test_an_empty_body_is_an_invalid_request(client: httpx.AsyncClient) -> None:
    answer = await client.post("/oauth/token")

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_a_disabled_clients_token_stops_at_the_registry(
    client: httpx.AsyncClient,
    credentials: Credentials,
    issuer: TestIssuer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blocking, "KNOWN_SECONDS", 0)
    token = (await given.token_asked(client, credentials)).json()["access_token"]
    await client.delete(
        f"/v1/clients/{credentials[0]}", headers=issuer.headers("registry.clients.write")
    )

    answer = await client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 401


async def test_a_new_key_is_published_before_it_signs_and_old_tokens_live_on(
    client: httpx.AsyncClient, credentials: Credentials, sessions: Sessions, settings: Settings
) -> None:
    before = (await given.token_asked(client, credentials)).json()["access_token"]
    now = current_time()
    async with system_transaction(sessions) as session:
        new = await service.make_next_key(session, settings.vault, now, actor="operator")

    published = (await client.get("/oauth/jwks.json")).json()["keys"]
    still_old = (await given.token_asked(client, credentials)).json()["access_token"]
    async with system_transaction(sessions) as session:
        later = await service.public_keys(session, settings.vault, now + KEYS_CACHED)

    old_kid = jwt.get_unverified_header(before)["kid"]
    assert {old_kid, new.kid} <= {key["kid"] for key in published}
    assert jwt.get_unverified_header(still_old)["kid"] == old_kid
    assert {old_kid, new.kid} <= {key["kid"] for key in later["keys"]}


async def test_processes_that_start_together_share_one_first_key(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    answers = await asyncio.gather(*(client.get("/oauth/jwks.json") for _ in range(10)))

    assert len({answer.text for answer in answers}) == 1


async def test_auditors_hear_who_made_a_signing_key(sessions: Sessions, settings: Settings) -> None:
    async with system_transaction(sessions) as session:
        key = await service.make_next_key(session, settings.vault, current_time(), actor="operator")

    assert await given.actors_of(sessions, key.kid) == {"signing_key.made.v1": "operator"}


async def test_private_keys_are_sealed(sessions: Sessions, settings: Settings) -> None:
    async with system_transaction(sessions) as session:
        key = await service.make_next_key(session, settings.vault, current_time(), actor="operator")

    assert b'"d"' not in bytes(key.sealed_private)


METADATA = "/.well-known/oauth-authorization-server"


async def test_metadata_says_where_tokens_and_keys_are(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    metadata: dict[str, Any] = (await client.get(METADATA)).json()

    assert metadata["issuer"] == settings.public_url
    assert metadata["token_endpoint"] == f"{settings.public_url}/oauth/token"
    assert metadata["jwks_uri"] == f"{settings.public_url}/oauth/jwks.json"


async def test_a_foreign_library_finds_the_metadata_valid(settings: Settings) -> None:
    public = settings.model_copy(update={"public_url": "https://registry.example.go.id"})
    async with answering(build_app(public), "registry") as client:
        document = (await client.get(METADATA)).json()

    AuthorizationServerMetadata(document).validate()
    assert all(document.values()), "RFC 8414 §3.2: what is empty is left out"


async def test_a_library_for_people_who_log_in_hears_that_nobody_logs_in_here(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))

    async def started() -> bool:
        return server.started

    serving = asyncio.create_task(server.serve())
    try:
        await until(started, "the server listens")
        port = server.servers[0].sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}/.well-known/openid-configuration"
        with pytest.raises(OpenIDConfigurationError, match="404"):
            await asyncio.to_thread(OpenID, "id", "secret", url)
    finally:
        server.should_exit = True
        await serving


async def test_keys_may_be_cached(client: httpx.AsyncClient) -> None:
    answer = await client.get("/oauth/jwks.json")

    assert answer.headers["Cache-Control"].startswith("public, max-age=300")


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/oauth/token", "POST"),
        ("/oauth/jwks.json", "GET"),
        ("/.well-known/oauth-authorization-server", "GET"),
    ],
)
async def test_tokens_and_keys_are_fetched_from_pages_of_any_site(
    client: httpx.AsyncClient, path: str, method: str
) -> None:
    """So the Authorize button of every service's documentation works."""
    origin = {"Origin": "http://127.0.0.1:8002"}
    asked = {**origin, "Access-Control-Request-Method": method}

    preflight = await client.options(path, headers=asked)
    answer = await client.request(method, path, headers=origin)

    assert preflight.status_code == 204
    assert "X-Requested-With" in preflight.headers["access-control-allow-headers"]
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_unknown_parameters_of_a_discovery_are_passed_over(client: httpx.AsyncClient) -> None:
    answer = await client.head("/oauth/jwks.json?rev=2")

    assert answer.status_code == 200
