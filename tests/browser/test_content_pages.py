"""Content's pages as people see them: axe-core finds nothing, and they need no script."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from content.settings import Settings
from shared.testing.fixtures import answering
from shared.testing.tokens import TestIssuer
from tests.browser.chromium import Page
from tests.browser.looking import look
from tests.content.desk import open_desk
from tests.services import CONTENT
from tests.serving import served

SHOWN = [
    "/",
    "/p",
    "/p?limit=1",
    "/p/{released}",
    "/p/{withdrawn}",
    "/p/{unknown}",
    "/p/abc",
    "/nowhere",
    "/p?limit=0",
    "/p?cursor=broken",
    "/v1/feeds/bagimu-negeri.json?colour=red",
    "/problems/screening-failed",
]


@pytest.fixture(scope="module")
async def site(
    page: Page, content_settings: Settings, issuer: TestIssuer
) -> AsyncIterator[dict[str, str]]:
    """Content with a message out and one taken back; its address and what stands in addresses."""
    app = CONTENT.build_app(content_settings)
    async with answering(app, "content") as client:
        desk = await open_desk(client, issuer, app.state.sessions)
        released = await desk.released()
        withdrawn = await desk.withdrawn(await desk.released())
    messages = {"released": str(released["id"]), "withdrawn": str(withdrawn["id"])}
    with served(CONTENT.build_app(content_settings)) as address:
        yield {"": address, "unknown": str(uuid4()), **messages}


@pytest.mark.parametrize("path", SHOWN)
async def test_a_page_is_for_everybody(page: Page, site: dict[str, str], path: str) -> None:
    assert look(page, site[""] + path.format(**site)) == {}
