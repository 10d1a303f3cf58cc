"""Every address people may open, over HTTP: a page for them, a problem for programs."""

from uuid import uuid4

import httpx
import pytest

from shared.database import Sessions
from tests.registry import pauses, scenes
from tests.registry.persons import problem

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
UNKNOWN = [f"/b/{uuid4().hex}", "/b/abc", "/b/198704152010012903", "/b/%F0%9F%91%8D"]


async def opened(client: httpx.AsyncClient, path: str, language: str = "id") -> httpx.Response:
    return await client.get(path, headers={**BROWSER, "Accept-Language": language})


async def test_the_page_speaks_to_people(client: httpx.AsyncClient, sessions: Sessions) -> None:
    _, account, badge = await scenes.a_badge(sessions)

    answer = await opened(client, f"/b/{badge.id}")

    assert answer.headers["content-type"].startswith("text/html")
    assert "Akun ini resmi" in answer.text
    assert "This account is official" in answer.text
    assert f'href="{account.url}"' in answer.text
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_paused_and_an_ended_badge_have_pages_that_do_not_call_them_valid(
    client: httpx.AsyncClient, sessions: Sessions, language: str
) -> None:
    officer, account, badge = await scenes.a_badge(sessions)
    await pauses.paused(sessions, badge)
    paused = await opened(client, f"/b/{badge.id}", language)
    await pauses.ended(sessions, officer.id)

    ended = await opened(client, f"/b/{badge.id}", language)

    assert (paused.status_code, ended.status_code) == (200, 200)
    assert "sedang dijeda" in paused.text
    assert "sudah berakhir" in ended.text
    assert account.handle not in ended.text
    assert not any("Berlaku" in page.text for page in (paused, ended))


@pytest.mark.parametrize("number", range(len(UNKNOWN)))
@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_link_that_leads_to_no_badge_is_a_page_for_people(
    client: httpx.AsyncClient, number: int, language: str
) -> None:
    answer = await opened(client, UNKNOWN[number], language)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Tidak ada lencana di alamat ini" in answer.text
    assert "There is no badge at this address" in answer.text
    assert "198704152010012903" not in answer.text


@pytest.mark.parametrize("number", range(len(UNKNOWN)))
async def test_and_a_problem_for_programs(client: httpx.AsyncClient, number: int) -> None:
    answer = await client.get(UNKNOWN[number], headers={"Accept": "application/json"})

    assert problem(answer) == (404, "badge-unknown")
    assert "198704152010012903" not in answer.text


async def test_people_ask_at_the_first_page_and_are_answered(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    _, account, badge = await scenes.a_badge(sessions)

    empty = await opened(client, "/")
    answer = await opened(client, f"/?url={account.url}&fbclid=abc")
    stranger = await opened(client, f"/?url=https://x.com/{scenes.handle()}")
    nonsense = await opened(client, "/?url=bukan%20alamat")

    assert "Apakah akun ini resmi?" in empty.text
    assert f'href="/b/{badge.id}"' in answer.text
    assert "Akun ini bukan akun resmi" in stranger.text
    assert "Alamat ini tidak terbaca" in nonsense.text
    assert {a.status_code for a in (empty, answer, stranger, nonsense)} == {200}


async def test_programs_hear_where_the_first_page_is_not_for_them(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/", headers={"Accept": "application/json"})

    assert problem(answer) == (404, "page-for-people")


async def test_a_page_is_asked_about_without_its_body(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    answers = [
        await client.head(path, headers=BROWSER) for path in (f"/b/{badge.id}", "/", "/b/abc")
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert all(answer.content == b"" for answer in answers)
