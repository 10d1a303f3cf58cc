"""People with a browser get a page, programs a document, and both the same words."""

import httpx
import pytest

from shared.language import Text
from shared.web.problem_page import POLICY, problem_page

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_what_a_caller_wrote_is_escaped() -> None:
    evil = Text("<script>alert(1)</script>", '"><img src=x>')

    page = problem_page(evil, evil, "urn:<b>").decode()

    assert "<script" not in page
    assert "<img" not in page
    assert "urn:&lt;b&gt;" in page


def test_the_style_is_allowed_by_its_hash_and_nothing_else_is() -> None:
    assert "script-src" not in POLICY
    assert "style-src 'sha256-" in POLICY


@pytest.mark.parametrize("path", ["/nowhere", "/v1/things/abc", "/problems/none", "/v1/events"])
async def test_a_browser_sees_a_page_in_both_languages(
    client: httpx.AsyncClient, path: str
) -> None:
    problem, page = await client.get(path), await client.get(path, headers=BROWSER)

    assert page.status_code == problem.status_code
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == POLICY
    assert problem.json()["title"] in page.text
    assert f"urn:uuid:{page.headers['request-id']}" in page.text
    assert "Accept" in page.headers["vary"]


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "application/problem+json"])
async def test_a_program_gets_the_document(client: httpx.AsyncClient, accept: str) -> None:
    answer = await client.get("/nowhere", headers={"Accept": accept})

    assert answer.headers["content-type"] == "application/problem+json"


async def test_only_what_is_read_is_a_page(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/things", headers=BROWSER, json={})

    assert answer.headers["content-type"] == "application/problem+json"
