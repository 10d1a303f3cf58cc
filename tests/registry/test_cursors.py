"""Cursors of every list are read alike."""

import httpx
import pytest

from shared.paging import encode
from shared.testing.tokens import TestIssuer

LISTS = {
    "/v1/officers": "registry.officers.read",
    "/v1/cohorts": "registry.cohorts.write",
    "/v1/clients": "registry.clients.write",
}
STRANGE = [
    ("2026-01-01T00:00:00", "x"),
    ("0001-01-01T00:00:00+23:59", "1f0c6b0e-7c0e-4a52-8a53-0d5a6a6ba6a6"),
    ("9999-12-31T23:59:59-23:59", "1f0c6b0e-7c0e-4a52-8a53-0d5a6a6ba6a6"),
    ("yesterday", "1f0c6b0e-7c0e-4a52-8a53-0d5a6a6ba6a6"),
    ("2026-01-01T00:00:00+00:00",),
]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("key", STRANGE)
async def test_a_cursor_that_is_not_ours_is_400(
    client: httpx.AsyncClient, issuer: TestIssuer, path: str, key: tuple[str, ...]
) -> None:
    headers = issuer.headers(LISTS[path], ["klpd:K65"])

    answer = await client.get(path, params={"cursor": encode(key)}, headers=headers)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/cursor-unreadable"


@pytest.mark.parametrize("cursor", ["WyJcdWQ4MDAiXQ", "WyJcdWRmZmZhIl0", "WyIiLCJcdWQ4MDAiXQ"])
async def test_half_a_character_in_a_public_cursor_is_400(
    client: httpx.AsyncClient, cursor: str
) -> None:
    answer = await client.get("/v1/institutions", params={"cursor": cursor})

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/cursor-unreadable"
