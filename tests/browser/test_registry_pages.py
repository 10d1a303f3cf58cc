"""The registry's pages as people see them: axe-core finds nothing, and they need no script."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from registry.settings import Settings
from shared.database import open_sessions
from tests.browser.chromium import Page
from tests.browser.looking import look
from tests.registry import pauses, scenes
from tests.services import REGISTRY
from tests.serving import served

SHOWN = [
    "/",
    "/?url=https://x.com/{handle}",
    "/?url=https://x.com/tidak.ada.akun.ini",
    "/?url=bukan+alamat",
    "/b/{active}",
    "/b/{paused}",
    "/b/{ended}",
    "/b/{unknown}",
    "/b/abc",
    "/nowhere",
    "/problems/stale-version",
    "/problems/no-such-thing",
    "/v1/institutions?limit=0",
    "/v1/institutions?cursor=broken",
    "/v1/institutions?colour=red",
]


@pytest.fixture(scope="module")
async def site(page: Page, registry_settings: Settings) -> AsyncIterator[dict[str, str]]:
    """The registry with a badge of each state; its address and what stands in addresses."""
    async with open_sessions(registry_settings.database_url.get_secret_value()) as sessions:
        _, account, active = await scenes.a_badge(sessions)
        _, _, paused = await scenes.a_badge(sessions)
        await pauses.paused(sessions, paused)
        officer, _, ended = await scenes.a_badge(sessions)
        await pauses.ended(sessions, officer.id)
    badges = {"active": str(active.id), "paused": str(paused.id), "ended": str(ended.id)}
    with served(REGISTRY.build_app(registry_settings)) as address:
        yield {"": address, "unknown": str(uuid4()), "handle": account.handle, **badges}


@pytest.mark.parametrize("path", SHOWN)
async def test_a_page_is_for_everybody(page: Page, site: dict[str, str], path: str) -> None:
    assert look(page, site[""] + path.format(**site)) == {}
