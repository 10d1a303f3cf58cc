"""The public feeds and the look-up, as readers and machines get them."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from shared.database import Sessions
from tests.content import words
from tests.content.desk import Desk

FEED = "/v1/feeds/bagimu-negeri"
ATOM = "{http://www.w3.org/2005/Atom}"

WRONG = "Ada keterangan yang keliru."


async def test_a_released_message_is_in_the_json_feed(desk: Desk) -> None:
    message = await desk.released()

    answer = await desk.client.get(f"{FEED}.json?limit=100")

    feed = answer.json()
    item = feed["items"][0]
    assert answer.headers["content-type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith(f"{FEED}.json")
    assert item["id"] == f"urn:uuid:{message['id']}"
    assert item["url"].endswith(f"/p/{message['id']}")
    assert item["authors"] == [{"name": "Kementerian Uji"}]
    assert item["content_text"].startswith(message["disclosure_label"])
    assert item["_lencana"]["status"] == "released"


async def test_the_feed_speaks_of_no_person(desk: Desk) -> None:
    await desk.released()

    text = (await desk.client.get(f"{FEED}.json?limit=100")).text

    assert "reader-a" not in text
    assert "writer" not in text
    assert desk.issuer.issuer not in text


async def test_drafts_and_cleared_messages_are_nowhere_in_public(desk: Desk) -> None:
    hidden = [await desk.drafted(), await desk.submitted(), await desk.cleared()]

    feed = (await desk.client.get(f"{FEED}.json?limit=100")).text
    for message in hidden:
        assert message["id"] not in feed
        looked_up = await desk.client.get(f"/v1/public/messages/{message['id']}")
        assert looked_up.status_code == 404
        assert looked_up.json()["type"] == "/problems/publication-unknown"


async def test_a_withdrawn_item_keeps_its_id_and_loses_its_words(desk: Desk) -> None:
    message = await desk.released(title="Judul yang salah", body="Kalimat yang salah.")

    await desk.withdrawn(message)

    answer = await desk.client.get(f"{FEED}.json?limit=100")
    assert "yang salah" not in answer.text + (await desk.client.get(f"{FEED}.atom")).text
    item = answer.json()["items"][0]
    assert item["id"] == f"urn:uuid:{message['id']}"
    assert item["_lencana"]["status"] == "withdrawn"
    assert item["content_text"] == "Pesan ini ditarik. Ada keterangan yang keliru."


@pytest.mark.parametrize("form", ["json", "atom"])
async def test_an_unchanged_feed_is_not_sent_again(desk: Desk, form: str) -> None:
    await desk.released()
    first = await desk.client.get(f"{FEED}.{form}")

    second = await desk.client.get(
        f"{FEED}.{form}", headers={"If-None-Match": first.headers["etag"]}
    )
    await desk.released()
    third = await desk.client.get(
        f"{FEED}.{form}", headers={"If-None-Match": first.headers["etag"]}
    )

    assert (second.status_code, second.content) == (304, b"")
    assert third.status_code == 200
    assert first.headers["cache-control"].startswith("public")
    assert first.headers["access-control-allow-origin"] == "*"


async def test_the_feed_goes_on_at_next_url(desk: Desk) -> None:
    released = {(await desk.released())["id"] for _ in range(3)}
    seen: list[str] = []
    path = f"{FEED}.json?limit=1"
    while path:
        feed = (await desk.client.get(path)).json()
        assert len(feed["items"]) == 1
        seen += [item["_lencana"]["message_id"] for item in feed["items"]]
        path = feed.get("next_url", "").removeprefix(feed["feed_url"].removesuffix(f"{FEED}.json"))

    assert len(seen) == len(set(seen))
    assert released <= set(seen)


async def test_the_atom_feed_is_well_formed_and_escapes_everything(desk: Desk) -> None:
    title = 'Hoaks <script>alert("x")</script> & kawan'
    message = await desk.released(title=title)

    answer = await desk.client.get(f"{FEED}.atom?limit=100")

    root = ElementTree.fromstring(answer.content)
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{message['id']}"
    assert entry.findtext(f"{ATOM}title") == title
    assert b"<script>" not in answer.content
    for required in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{required}")
        assert entry.findtext(f"{ATOM}{required}")


@pytest.mark.parametrize(
    ("language", "title", "summary", "text"),
    [
        (
            "id",
            "[DITARIK] Pesan ini ditarik",
            "Ditarik: Ada keterangan yang keliru.",
            "Pesan ini ditarik. Ada keterangan yang keliru.",
        ),
        (
            "jv",
            "[DITARIK] Pesan ini ditarik",
            "Ditarik: Ada keterangan yang keliru.",
            "Pesan ini ditarik. Ada keterangan yang keliru.",
        ),
        (
            "en",
            "[WITHDRAWN] This message was withdrawn",
            "Withdrawn: Something it said was wrong.",
            "This message was withdrawn. Something it said was wrong.",
        ),
    ],
)
async def test_a_message_is_withdrawn_in_the_language_it_was_told_in(
    desk: Desk, language: str, title: str, summary: str, text: str
) -> None:
    await desk.withdrawn(await desk.released(language=language))

    item = (await desk.client.get(f"{FEED}.json?limit=1")).json()["items"][0]
    atom = feedparser.parse((await desk.client.get(f"{FEED}.atom?limit=1")).content)

    assert (item["title"], item["summary"], item["content_text"]) == (title, summary, text)
    assert (atom.entries[0].title, atom.entries[0].summary) == (title, summary)


HOSTILE = [
    '"><script>alert(1)</script>',
    "]]> & <![CDATA[ x",
    "a & b < c > d",
    "&#0; &nbsp; &bogus;",
    "{{ 7 * 7 }} %s",
    "ꦗꦮ \u200c\ua997 \U0001f469\u200d\u2695\ufe0f",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_foreign_readers_read_hostile_texts_as_they_stand(desk: Desk, text: str) -> None:
    await desk.released(title=text, summary=text, body=f"{text}\r\n\r\n{text}")

    document = (await desk.client.get(f"{FEED}.atom?limit=1")).content
    feed = feedparser.parse(document)
    entry = ElementTree.fromstring(document).find(f"{ATOM}entry")
    item = (await desk.client.get(f"{FEED}.json?limit=1")).json()["items"][0]

    assert (feed.bozo, feed.version, feed.entries[0].link) == (0, "atom10", item["url"])
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == item["title"] == text
    assert entry.findtext(f"{ATOM}summary") == item["summary"] == text
    assert f"{text}\n\n{text}" in (entry.findtext(f"{ATOM}content") or "")


@pytest.mark.parametrize("sign", ["\uffff", "\ufffe", "\x07", "\x0b", "\U0001ffff", "\ufdd0"])
async def test_what_was_kept_before_breaks_no_feed(
    desk: Desk, sessions: Sessions, sign: str
) -> None:
    await words.published(sessions, at=datetime.now(UTC), title=f"A{sign}B")

    document = (await desk.client.get(f"{FEED}.atom?limit=1")).content

    assert feedparser.parse(document).bozo == 0
    assert ElementTree.fromstring(document).findtext(f"{ATOM}entry/{ATOM}title") == "A\ufffdB"


async def test_each_page_of_the_atom_feed_tells_its_own_address(desk: Desk) -> None:
    for _ in range(2):
        await desk.released()

    first = feedparser.parse((await desk.client.get(f"{FEED}.atom?limit=1")).content)
    links = {link.rel: link.href for link in first.feed.links}
    whole = feedparser.parse((await desk.client.get(f"{FEED}.atom")).content)
    following = links["next"][links["next"].index(FEED) :]
    second = feedparser.parse((await desk.client.get(following)).content)

    assert links["self"].endswith(f"{FEED}.atom?limit=1")
    assert links["first"].endswith(f"{FEED}.atom")
    assert {link.rel: link.href for link in second.feed.links}["self"] == links["next"]
    assert [link.rel for link in whole.feed.links if link.rel == "first"] == []
    assert first.feed.id == second.feed.id == whole.feed.id


def test_the_contract_says_the_media_types_that_are_sent(app: FastAPI) -> None:
    paths = app.openapi()["paths"]

    def sent(path: str) -> list[str]:
        return [*paths[path]["get"]["responses"]["200"]["content"]]

    assert sent("/v1/feeds/{channel}.json") == ["application/feed+json"]
    assert sent("/v1/feeds/{channel}.atom") == ["application/atom+xml"]
    assert sent("/v1/public/messages/{message_id}") == ["application/json"]
    assert sent("/p/card.png") == ["image/png"]
    assert sent("/p/icon.svg") == ["image/svg+xml"]


async def test_an_unknown_channel_is_a_problem(client: AsyncClient) -> None:
    answer = await client.get("/v1/feeds/lain.json")

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_clients_own_cursor_is_refused(client: AsyncClient) -> None:
    answer = await client.get(f"{FEED}.json?cursor=%s" % json.dumps(["x"]))

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/cursor-unreadable"
