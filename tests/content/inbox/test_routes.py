"""An officer's inbox over HTTP: who is offered what, and what is not kept."""

from typing import Any

import pytest
from httpx import Response
from sqlalchemy import func, select

from content.main import build_app
from content.metadata import Base
from content.settings import Settings
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from shared.web.etags import tag_of
from tests.content import given
from tests.content.desk import Desk
from tests.content.given import Officer


async def inbox(desk: Desk, one: Officer, query: str = "", **headers: str) -> Response:
    """The officer's page."""
    path = f"/v1/me/inbox{query}"
    return await desk.client.get(path, headers=one.headers(desk.issuer) | headers)


def ids(answer: Response) -> list[str]:
    return [item["message_id"] for item in answer.json()["items"]]


async def test_exactly_the_targeted_officers_find_the_message(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    unit = await given.institution(sessions, parent=desk.institution)
    office = await given.institution(sessions, parent=unit)
    elsewhere = await given.institution(sessions)
    meant = [await given.officer(sessions, issuer, code) for code in (desk.institution, office)]
    other = await given.officer(sessions, issuer, elsewhere)

    message = await desk.released()

    assert [ids(await inbox(desk, one)) for one in meant] == [[message["id"]]] * 2
    assert message["id"] not in ids(await inbox(desk, other))


async def test_a_message_for_one_platform_reaches_its_badges_only(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    on_x = await given.officer(sessions, issuer, desk.institution, platform="x")
    on_instagram = await given.officer(sessions, issuer, desk.institution)
    audience = {"institutions": [desk.institution], "platforms": ["x"]}

    message = await desk.released(audience=audience)

    assert ids(await inbox(desk, on_x)) == [message["id"]]
    assert ids(await inbox(desk, on_instagram)) == []


async def test_an_offer_carries_label_sources_and_address(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    message = await desk.released()

    (offer,) = (await inbox(desk, one)).json()["items"]

    assert offer["disclosure_label"] == "Saya ASN; materi resmi dari Kementerian Uji"
    assert offer["url"].endswith(f"/p/{message['id']}")
    assert offer["evidence"] == message["evidence"]
    assert offer["institution"] == {"code": desk.institution, "name": "Kementerian Uji"}


@pytest.mark.parametrize("happened", ["suspended", "ended"])
async def test_the_inbox_closes_with_the_event_and_opens_again(
    desk: Desk, sessions: Sessions, issuer: TestIssuer, happened: str
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    message = await desk.released()
    assert (await inbox(desk, one)).status_code == 200

    await given.badge(sessions, one, happened)
    closed = await inbox(desk, one)
    single = await inbox(desk, one, f"/{message['id']}")
    await given.badge(sessions, one, "reinstated")

    assert closed.status_code == single.status_code == 403
    assert closed.json()["type"] == "/problems/inbox-closed"
    assert ids(await inbox(desk, one)) == [message["id"]]


@pytest.mark.parametrize("type", ["account.unlinked.v1", "officer.left.v1"])
async def test_the_inbox_closes_for_who_leaves_or_unlinks(
    desk: Desk, sessions: Sessions, issuer: TestIssuer, type: str
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)

    await given.told(sessions, type, account_id=str(one.account_id), officer_id=str(one.officer_id))

    assert (await inbox(desk, one)).status_code == 403


async def test_without_a_badge_there_is_no_inbox(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    unbadged = await given.officer(sessions, issuer, desk.institution, badged=False)

    assert (await inbox(desk, unbadged)).json()["type"] == "/problems/inbox-closed"


async def test_an_empty_inbox_is_open(desk: Desk, sessions: Sessions, issuer: TestIssuer) -> None:
    one = await given.officer(sessions, issuer, desk.institution)

    answer = await inbox(desk, one)

    assert answer.status_code == 200
    assert answer.json() == {"items": [], "next": None}


async def test_a_withdrawal_comes_as_a_notice_before_everything_else(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    wrong, right = await desk.released(title="Keliru"), await desk.released()

    await desk.withdrawn(wrong)
    first, second = (await inbox(desk, one)).json()["items"]

    assert (first["message_id"], second["message_id"]) == (wrong["id"], right["id"])
    assert (first["state"], first["title"]) == ("withdrawn", "Keliru")
    assert first["withdrawal"]["reason"] == "Ada keterangan yang keliru."
    assert (first["body"], first["summary"], first["evidence"]) == ("", "", [])


async def test_pages_follow_one_another_without_gaps(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    released = [(await desk.released())["id"] for _ in range(5)]

    seen: list[str] = []
    query = "?limit=2"
    while query:
        answer = await inbox(desk, one, query)
        seen += ids(answer)
        following = answer.json()["next"]
        query = f"?limit=2&cursor={following}" if following else ""

    assert seen == released[::-1]


async def test_an_unchanged_page_is_not_sent_again(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    message = await desk.released()
    held = (await inbox(desk, one)).headers["etag"]

    same = await inbox(desk, one, **{"If-None-Match": held})
    await desk.withdrawn(message)
    changed = await inbox(desk, one, **{"If-None-Match": held})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200


async def test_a_page_is_nobody_elses_and_asked_for_each_time(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    await desk.released()
    await desk.released()

    answer = await inbox(desk, one, "?limit=1")

    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["etag"] == tag_of(answer.content)
    assert answer.headers["link"].endswith('rel="next"')
    assert "access-control-allow-origin" not in answer.headers


async def test_one_message_is_read_only_by_whom_it_is_for(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    other = await given.officer(sessions, issuer, await given.institution(sessions))
    message = await desk.released()

    mine = await inbox(desk, one, f"/{message['id']}")
    theirs = await inbox(desk, other, f"/{message['id']}")

    assert mine.json()["title"] == message["title"]
    assert theirs.status_code == 404
    assert theirs.json()["type"] == "/problems/offer-unknown"


async def test_reading_and_not_reading_leave_no_trace(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    one = await given.officer(sessions, issuer, desk.institution)
    message = await desk.released()
    before = await rows_everywhere(sessions)

    await inbox(desk, one)
    await inbox(desk, one, f"/{message['id']}")

    assert await rows_everywhere(sessions) == before


async def rows_everywhere(sessions: Sessions) -> dict[str, Any]:
    """How many rows every table of the service holds."""
    async with system_transaction(sessions) as session:
        return {
            table.name: await session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.tables.values()
        }


def test_no_operation_acts_on_a_platform_or_asks_for_an_answer() -> None:
    """G2 and G5: nothing posts, likes, follows or schedules, and nothing records a refusal."""
    contract = build_app(Settings.model_construct()).openapi()
    forbidden = {"post", "posts", "like", "likes", "follow", "share", "tweet", "publish"}
    forbidden |= {"seen", "read", "decline", "declines", "accept", "schedule", "receipts"}

    for path, operations in contract["paths"].items():
        words = {part for part in path.lower().strip("/").split("/") if "{" not in part}
        assert not words & forbidden, path
        if path.startswith("/v1/me/"):
            assert set(operations) == {"get"}, path
