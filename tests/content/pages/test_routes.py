"""What a citizen sees in a browser."""

import re
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from tests.content.desk import Desk

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


async def page(desk: Desk, message_id: object, language: str = "id") -> Response:
    headers = BROWSER | {"Accept-Language": language}
    return await desk.client.get(f"/p/{message_id}", headers=headers)


async def test_a_message_is_a_page_that_says_who_speaks(desk: Desk) -> None:
    message = await desk.released()

    answer = await page(desk, message["id"])

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    for shown in (
        message["title"],
        message["disclosure_label"],
        "Kementerian Uji",
        "Pemasangan selesai.",
        'href="https://www.komdigi.go.id/siaran"',
        "Sumber",
        "Diterbitkan",
    ):
        assert shown in answer.text


async def test_the_page_can_be_shared_with_its_preview(desk: Desk) -> None:
    message = await desk.released()

    text = (await page(desk, message["id"])).text

    assert f'<meta property="og:title" content="{message["title"]}">' in text
    assert f'<meta property="og:description" content="{message["summary"]}">' in text
    assert re.search(rf'og:url" content="http[^"]+/p/{message["id"]}"', text)
    assert '<meta property="og:type" content="article">' in text


async def test_the_words_around_the_message_follow_the_reader(desk: Desk) -> None:
    message = await desk.released()

    english = await page(desk, message["id"], "en-GB,en;q=0.9")

    assert '<html lang="en">' in english.text
    assert '<article lang="id">' in english.text
    assert "Released" in english.text
    assert english.headers["content-language"] == "en"
    assert "Accept-Language" in english.headers["vary"]


@pytest.mark.parametrize("field", ["title", "summary", "body"])
async def test_what_looks_like_markup_stays_text(desk: Desk, field: str) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}'
    message = await desk.released(**{field: hostile})

    browsed = await desk.client.get("/p", headers=BROWSER)

    assert message["id"] in browsed.text
    for text in ((await page(desk, message["id"])).text, browsed.text):
        assert "<script>" not in text
        assert "<img" not in text


async def test_the_page_may_run_nothing_and_load_nothing(desk: Desk) -> None:
    message = await desk.released()

    answer = await page(desk, message["id"])

    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"<script|<img|<iframe|src=|@import|url\(", answer.text)


async def test_a_withdrawn_message_is_a_tombstone_with_its_reason(desk: Desk) -> None:
    message = await desk.released(body="Kalimat yang keliru.")

    await desk.withdrawn(message, "Angka pada paragraf 2 keliru.")
    answer = await page(desk, message["id"])

    assert answer.status_code == 410
    assert "Pesan ini ditarik" in answer.text
    assert "Angka pada paragraf 2 keliru." in answer.text
    assert "Kalimat yang keliru" not in answer.text


UNKNOWN = "7a6fe90f-5ec5-40ae-a9dc-f5958ea7cec2"


@pytest.mark.parametrize("address", [UNKNOWN, "terpotong-8f2", "%00", "a" * 300])
async def test_a_made_up_address_leads_to_a_plain_word(desk: Desk, address: str) -> None:
    answer = await page(desk, address)

    assert answer.status_code in (400, 404)
    if answer.status_code == 404:
        assert "Tidak pernah diterbitkan" in answer.text


async def test_a_machine_gets_a_problem_for_a_made_up_address(desk: Desk) -> None:
    answer = await desk.client.get(f"/p/{uuid4()}", headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/publication-unknown"


async def test_an_unchanged_page_is_not_sent_again(desk: Desk) -> None:
    message = await desk.released()
    held = (await page(desk, message["id"])).headers["etag"]

    again = await desk.client.get(f"/p/{message['id']}", headers=BROWSER | {"If-None-Match": held})

    assert (again.status_code, again.content) == (304, b"")


async def test_the_latest_messages_can_be_browsed(client: AsyncClient, desk: Desk) -> None:
    message = await desk.released(title="Berita paling baru")
    await desk.released()

    first = await client.get("/p?limit=1", headers=BROWSER)
    following = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert following
    second = await client.get(following[1].replace("&amp;", "&") + "&limit=1", headers=BROWSER)

    assert message["id"] not in first.text
    assert message["id"] in second.text
