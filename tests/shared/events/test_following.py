"""A follower applies each event once, with its cursor, whatever is cut off in between."""

from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from shared.database import Session, Sessions, system_transaction
from shared.events import Event, Following, Happening, forget
from shared.events.following import AnotherFeed, place_of
from shared.events.log import publish, record_all
from shared.testing.tokens import TestIssuer
from shared.upstream import Peer, PeerUnavailable
from tests.peers import IssuedTokens
from tests.shared.events.telling import Tell, caught_up, effects, note


async def test_events_are_applied_once_and_in_order(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    seen: list[str] = []

    async def handler(session: Session, event: Event) -> None:
        seen.append(event.subject)
        await note(session, event)

    names = [uuid4().hex for _ in range(5)]
    await tell(*names)
    await caught_up(Following(uuid4().hex, peer, {"thing.made.v1": handler}), sessions)

    assert [name for name in seen if name in names] == names
    assert await effects(sessions, names) == set(names)


async def test_what_was_erased_before_it_was_read_is_passed_over(
    sessions: Sessions, peer: Peer
) -> None:
    person, seen = uuid4(), list[str]()

    async def handler(session: Session, event: Event) -> None:
        seen.append(event.data["name"])

    async with system_transaction(sessions) as session:
        told = [
            Happening("seen.v1", name, {"name": name}, whose)
            for name, whose in (("hers", person), ("his", uuid4()))
        ]
        await record_all(session, told, now=datetime.now(UTC), internal=True)
        await forget(session, person)
        await publish(session)
    following = Following(uuid4().hex, peer, {"seen.v1": handler})

    await caught_up(following, sessions)

    assert seen == ["his"]


async def test_a_step_that_fails_halfway_leaves_nothing_and_is_repeated(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    names, fail = [uuid4().hex for _ in range(3)], [True]

    async def handler(session: Session, event: Event) -> None:
        if event.subject not in names:
            return
        await note(session, event)
        if event.subject == names[1] and fail.pop():
            raise OSError("the power went out")

    await tell(*names)
    following = Following(uuid4().hex, peer, {"thing.made.v1": handler})

    with pytest.raises(OSError, match="power"):
        await caught_up(following, sessions)
    assert await effects(sessions, names) == set()
    fail.append(False)
    await caught_up(following, sessions)
    assert await effects(sessions, names) == set(names)


async def test_a_peer_that_is_down_is_said_to_be(issuer: TestIssuer, sessions: Sessions) -> None:
    async with httpx.AsyncClient() as client:
        peer = Peer("http://127.0.0.1:9", IssuedTokens(issuer), client)
        with pytest.raises(PeerUnavailable):
            await Following("nobody", peer, {}).step(sessions, wait=0)


async def test_the_cursor_keeps_which_event_it_stands_at(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    await tell(uuid4().hex)
    following = Following(uuid4().hex, peer, {})
    await caught_up(following, sessions)

    async with system_transaction(sessions) as session:
        place = await place_of(session, following.name)
        newest = text("select position, id::text from events order by position desc limit 1")
        assert (place.position, place.mark) == tuple((await session.execute(newest)).one())


async def forged(sessions: Sessions, following: Following, **facts: object) -> None:
    """The cursor as it would be after the peer was restored."""
    changes = ", ".join(f"{column} = :{column}" for column in facts)
    statement = text(f"update feed_cursors set {changes} where peer = :peer")
    async with system_transaction(sessions) as session:
        await session.execute(statement, {"peer": following.name, **facts})


@pytest.mark.parametrize(
    "elsewhere", [{"mark": "1f0c6b0e-7c0e-4a52-8a53-0d5a6a6ba6a6"}, {"position": 1_000_000}]
)
async def test_another_feed_is_refused_and_the_service_is_not_ready(
    client: httpx.AsyncClient,
    sessions: Sessions,
    peer: Peer,
    tell: Tell,
    elsewhere: dict[str, object],
) -> None:
    await tell(uuid4().hex)
    following = Following(uuid4().hex, peer, {"thing.made.v1": note})
    await caught_up(following, sessions)
    await forged(sessions, following, **elsewhere)
    name = uuid4().hex
    await tell(name)

    with pytest.raises(AnotherFeed):
        await following.step(sessions, wait=0)

    assert await effects(sessions, [name]) == set()
    ready, metrics = await client.get("/readyz"), await client.get("/metrics")
    assert ready.status_code == 503
    assert f"feed rebuild {following.name}" in ready.json()["detail"]
    assert f'lencana_feed_refused{{peer="{following.name}"}} 1.0' in metrics.text
    await forged(sessions, following, refused_at=None)


async def test_a_cursor_of_before_marks_goes_on_and_learns_its_mark(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    following = Following(uuid4().hex, peer, {})
    await tell(uuid4().hex)
    await caught_up(following, sessions)
    await forged(sessions, following, mark=None)

    await following.step(sessions, wait=0)

    async with system_transaction(sessions) as session:
        assert (await place_of(session, following.name)).mark


async def test_two_workers_of_one_service_apply_an_event_once(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    held: list[int] = []

    async def handler(session: Session, event: Event) -> None:
        if not held:
            held.append(1)
            second = await following.step(sessions, wait=0)  # while the first has the cursor
            assert second.idle

    await tell(uuid4().hex)
    following = Following(uuid4().hex, peer, {"thing.made.v1": handler})

    first = await following.step(sessions, wait=0)

    assert (first.idle, held) == (False, [1])
