"""A badge's page over HTTP."""

from uuid import uuid4

import httpx

from shared.database import Sessions
from tests.registry import scenes


async def test_the_page_speaks_to_people(client: httpx.AsyncClient, sessions: Sessions) -> None:
    _, account, badge = await scenes.a_badge(sessions)

    answer = await client.get(f"/b/{badge.id}")

    assert answer.headers["content-type"].startswith("text/html")
    assert "Akun ini resmi" in answer.text
    assert "This account is official" in answer.text
    assert f'href="{account.url}"' in answer.text
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_an_unknown_badge_has_no_page(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/b/{uuid4()}")

    assert answer.json()["type"] == "/problems/badge-unknown"
