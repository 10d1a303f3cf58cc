"""``/docs`` and ``/redoc`` in a browser without the internet; Authorize gets a real token."""

from collections.abc import AsyncIterator

import pytest

from local.ports import free_port
from registry.settings import Settings
from shared.database import open_sessions
from tests.browser.chromium import Page
from tests.browser.looking import look, violations
from tests.registry.access.given import Credentials, a_client
from tests.services import REGISTRY
from tests.serving import served

SCOPE = "registry.officers.read"
VENDORS_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg"
"""ReDoc asks for it under the menu; our policy does not let it, and nothing else is missed."""

TYPED = """
(selector, text) => {
  const field = document.querySelector(selector);
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  set.call(field, text);
  field.dispatchEvent(new Event('input', {bubbles: true}));
}
"""
"""As React hears it."""


@pytest.fixture(scope="module")
async def registry(
    page: Page, registry_settings: Settings
) -> AsyncIterator[tuple[str, Credentials]]:
    """A registry that issues its tokens itself, and a client of it."""
    port = free_port()
    own = {"port": port, "public_url": f"http://127.0.0.1:{port}", "issuers": ()}
    settings = registry_settings.model_copy(update=own)
    async with open_sessions(settings.database_url.get_secret_value()) as sessions:
        credentials = await a_client(sessions, SCOPE)
    with served(REGISTRY.build_app(settings), port=port) as address:
        yield address, credentials


def press(page: Page, selector: str) -> None:
    """A click on what is there, as soon as it is."""
    page.wait_for(f"document.querySelector({selector!r}) !== null")
    page.run(f"document.querySelector({selector!r}).click()")


async def test_the_docs_authorise_by_client_credentials_and_call(
    page: Page, registry: tuple[str, Credentials]
) -> None:
    address, (client_id, secret) = registry
    page.open(f"{address}/docs")
    press(page, ".auth-wrapper .authorize")
    page.wait_for("document.querySelector('#client_secret_clientCredentials') !== null")
    page.run(f"({TYPED})('#client_id_clientCredentials', {client_id!r})")
    page.run(f"({TYPED})('#client_secret_clientCredentials', {secret!r})")
    press(page, f'input[type=checkbox][id^="{SCOPE}"]')
    press(page, ".modal-ux .auth-btn-wrapper .authorize")
    page.wait_for("document.querySelector('.modal-ux').innerText.includes('Logout')")
    press(page, ".modal-ux .btn-done")

    press(page, "[id$=-list_officers] .opblock-summary-control")
    press(page, "[id$=-list_officers] .try-out__btn")
    press(page, "[id$=-list_officers] .execute")
    row = "[id$=-list_officers] .live-responses-table .response-col_status"
    page.wait_for(f"document.querySelectorAll({row!r}).length > 1")
    status = page.run(f"[...document.querySelectorAll({row!r})].at(-1).innerText")

    assert status.startswith("200")
    assert page.errors == []


async def test_redoc_shows_the_contract(page: Page, registry: tuple[str, Credentials]) -> None:
    page.open(f"{registry[0]}/redoc")

    page.wait_for("document.querySelector('.api-content, [role=main]') !== null")

    assert "Something went wrong" not in page.run("document.body.innerText")
    assert [error for error in page.errors if VENDORS_LOGO not in error] == []


def test_the_judge_of_pages_sees_what_is_wrong(page: Page) -> None:
    page.open("data:text/html,<img src=''><script>1</script>")

    assert any("image-alt" in fault for fault in violations(page))
    assert "<script>1</script>" in str(look(page, "data:text/html,<p>a<script>1</script>"))
