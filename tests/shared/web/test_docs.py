"""The pages that explain the contract, and their Authorize button."""

import httpx
import pytest

from shared.web.docs import policy


@pytest.mark.parametrize(
    ("token_url", "allowed"),
    [
        ("/oauth/token", "connect-src 'self';"),
        ("http://127.0.0.1:8001/oauth/token", "connect-src 'self' http://127.0.0.1:8001;"),
        ("https://a.go.id/oauth/token", "connect-src 'self' https://a.go.id;"),
    ],
)
def test_the_page_may_ask_its_service_and_the_issuer_and_nobody_else(
    token_url: str, allowed: str
) -> None:
    assert allowed in policy(token_url)


@pytest.mark.parametrize("page", ["/docs", "/redoc"])
async def test_the_pages_may_fetch_tokens_where_the_contract_says(
    client: httpx.AsyncClient, page: str
) -> None:
    shown = await client.get(page)
    contract = (await client.get("/openapi.json")).json()
    flow = contract["components"]["securitySchemes"]["oauth"]["flows"]["clientCredentials"]

    assert flow["tokenUrl"].startswith("http://127.0.0.1:8001/")
    assert " http://127.0.0.1:8001;" in shown.headers["content-security-policy"]
