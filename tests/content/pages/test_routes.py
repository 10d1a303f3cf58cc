"""What a citizen sees in a browser."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import html5lib
import pytest
from httpx import AsyncClient, Response

from shared.database import Sessions
from tests.content import words
from tests.content.desk import Desk

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


def html_faults(answer: Response) -> list[object]:
    """What a foreign reader of HTML finds wrong."""
    parser = html5lib.HTMLParser()
    parser.parse(answer.text)
    return list(parser.errors)


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
    card = re.search(r'og:image" content="http[^"]+?(/p/card.png)"', text)
    assert card
    drawn = await desk.client.get(card[1])
    assert (drawn.headers["content-type"], drawn.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")


async def test_every_page_has_an_icon_of_ours(desk: Desk) -> None:
    message = await desk.released()

    for answer in (await page(desk, message["id"]), await page(desk, UNKNOWN)):
        assert '<link rel="icon" type="image/svg+xml" href="/p/icon.svg">' in answer.text
        assert "img-src 'self'" in answer.headers["content-security-policy"]
    icon = await desk.client.get("/p/icon.svg")
    assert icon.headers["content-type"].startswith("image/svg+xml")
    assert icon.content.startswith(b"<svg")


@pytest.mark.parametrize(("language", "name"), [("id", "kabar resmi"), ("en", "official news")])
async def test_the_name_of_the_channel_is_in_the_readers_language(
    desk: Desk, language: str, name: str
) -> None:
    message = await desk.released()

    answer = await page(desk, message["id"], language)

    header = re.search(r"<header>.*</header>", answer.text)
    assert header
    assert name in header[0]


async def test_names_of_institutions_are_indonesian_and_come_without_codes(desk: Desk) -> None:
    message = await desk.released()

    answer = await page(desk, message["id"], "en")

    assert '<dd lang="id">Kementerian Uji</dd>' in answer.text
    assert desk.institution not in answer.text


async def test_moments_are_written_as_html_has_them(desk: Desk) -> None:
    message = await desk.released()
    await desk.withdrawn(message)

    answer = await page(desk, message["id"])

    moments = re.findall(r'<time datetime="([^"]+)"', answer.text)
    assert len(moments) == 2
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment) for moment in moments)


async def test_a_source_shows_where_it_leads(desk: Desk) -> None:
    looks = [{"title": "Siaran", "url": "https://кomdigi.go.id/siaran"}]
    message = await desk.released(evidence=looks)

    answer = await page(desk, message["id"])

    assert "(xn--omdigi-2pf.go.id)" in answer.text
    assert "кomdigi" not in answer.text


async def test_the_list_says_what_kind_each_message_is(desk: Desk, sessions: Sessions) -> None:
    told = await words.published(sessions, at=datetime.now(UTC))
    await desk.released()

    answer = await desk.client.get("/p", headers=BROWSER)

    assert re.search(
        rf'<p class="kind">Klarifikasi</p>\s*<h2[^>]*><a href="/p/{told}"', answer.text
    )
    assert '<p class="kind">Informasi program</p>' in answer.text
    assert html_faults(answer) == []


async def test_what_was_kept_before_the_rules_for_texts_is_carried_all_the_same(
    desk: Desk, sessions: Sessions
) -> None:
    old = await words.published(sessions, at=datetime.now(UTC), title="A\uffffB", body="c\x07d")

    answer = await page(desk, old)

    assert "A\ufffdB" in answer.text
    assert html_faults(answer) == []


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
    for answer in (await page(desk, message["id"]), browsed):
        assert "<script>" not in answer.text
        assert "<img" not in answer.text
        assert html_faults(answer) == []


async def test_the_page_may_run_nothing_and_load_nothing(desk: Desk) -> None:
    message = await desk.released()

    answer = await page(desk, message["id"])

    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"<script|<img|<iframe|src=|@import|url\(", answer.text)


async def test_a_withdrawn_message_is_a_tombstone_with_its_reason(desk: Desk) -> None:
    message = await desk.released(title="Judul yang keliru", body="Kalimat yang keliru.")

    await desk.withdrawn(message)
    answer = await page(desk, message["id"])

    assert answer.status_code == 410
    assert "Pesan ini ditarik" in answer.text
    assert "Ada keterangan yang keliru." in answer.text
    assert "Judul yang keliru" not in answer.text
    assert "Kalimat yang keliru" not in answer.text
    browsed = await desk.client.get("/p", headers=BROWSER)
    assert message["id"] in browsed.text
    assert "Judul yang keliru" not in browsed.text


UNKNOWN = "7a6fe90f-5ec5-40ae-a9dc-f5958ea7cec2"


@pytest.mark.parametrize("address", [UNKNOWN, "terpotong-8f2", "%00", "a" * 300])
async def test_a_made_up_address_leads_to_a_plain_word(desk: Desk, address: str) -> None:
    answer = await page(desk, address)

    assert answer.status_code in (400, 404)
    if answer.status_code == 404:
        assert "Tidak pernah diterbitkan" in answer.text
        assert html_faults(answer) == []


LOST = ["/apa", "/p/", "/p/a/b", "/P", "/v1/nothing", "/p/%00%00/x"]


@pytest.mark.parametrize("path", LOST)
async def test_people_who_are_lost_get_a_page_in_their_language(desk: Desk, path: str) -> None:
    indonesian = await desk.client.get(path, headers=BROWSER)
    english = await desk.client.get(path, headers=BROWSER | {"Accept-Language": "en"})

    assert (indonesian.status_code, english.status_code) == (404, 404)
    assert "<h1>Halaman ini tidak ada</h1>" in indonesian.text
    assert "<h1>There is no such page</h1>" in english.text
    assert 'href="/p"' in indonesian.text
    assert html_faults(indonesian) == html_faults(english) == []
    assert "content-security-policy" in indonesian.headers


@pytest.mark.parametrize("path", [*LOST, "/"])
async def test_programs_that_are_lost_get_the_problem_of_every_service(
    desk: Desk, path: str
) -> None:
    answer = await desk.client.get(path, headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] in ("/problems/not-found", "/problems/publication-unknown")


async def test_the_bare_address_leads_people_to_the_messages(desk: Desk) -> None:
    answer = await desk.client.get("/", headers=BROWSER)

    assert (answer.status_code, answer.headers["location"]) == (303, "/p")


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


@pytest.mark.parametrize(
    "path", ["/p?limit=0", "/p?cursor=broken", "/v1/feeds/bagimu-negeri.json?colour=red"]
)
async def test_a_mistaken_address_is_a_page_in_a_browser_and_a_problem_to_programs(
    client: AsyncClient, path: str
) -> None:
    shown = await client.get(path, headers=BROWSER)
    told = await client.get(path)

    assert (shown.status_code, told.status_code) == (400, 400)
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert not html_faults(shown)
    assert told.headers["content-type"] == "application/problem+json"
