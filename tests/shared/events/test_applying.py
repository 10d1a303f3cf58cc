"""A bad event steps aside with its reason; the rest goes on, also of the same subject."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from shared.database import Session, Sessions, system_transaction
from shared.events import Event, Following
from shared.events.applying import all_set_aside, apply_each, is_passing, reason_of
from shared.tracing import current_trace
from shared.upstream import Peer
from tests.shared.events.telling import Tell, caught_up, effects, note


async def chokes(session: Session, event: Event) -> None:
    """Fails after it has written, as a handler with a fault does."""
    await note(session, event)
    if event.subject.startswith("bad-key"):
        raise KeyError("name")
    if event.subject.startswith("bad-row"):
        await session.execute(text("select 1/0"))


def bad(kind: str) -> str:
    return f"bad-{kind}-{uuid4().hex}"


@pytest.mark.parametrize("kind", ["key", "row"])
async def test_a_bad_event_does_not_block_the_rest(
    sessions: Sessions, peer: Peer, tell: Tell, kind: str
) -> None:
    before, wrong, after = uuid4().hex, bad(kind), uuid4().hex
    await tell(before, wrong, after)
    following = Following(uuid4().hex, peer, {"thing.made.v1": chokes})

    told = await caught_up(following, sessions)

    assert await effects(sessions, [before, wrong, after]) == {before, after}
    async with system_transaction(sessions) as session:
        kept = await all_set_aside(session, following.name)
    assert [(one.type, one.event_id) for one in kept] == [
        (one.type, one.event_id) for one in told if one in kept
    ]
    assert kept[-1].reason.startswith("KeyError 'name' (chokes:" if kind == "key" else "DBAPIError")


def document(**changed: object) -> dict[str, object]:
    told = {
        "id": str(uuid4()),
        "type": "id.go.lencana.thing.made.v1",
        "subject": uuid4().hex,
        "time": "2026-11-26T00:00:00Z",
        "sequence": "00000000000000000007",
        "data": {},
    }
    return {name: value for name, value in {**told, **changed}.items() if value is not None}


@pytest.mark.parametrize(
    "wrong",
    [{"id": "x"}, {"time": "yesterday"}, {"time": 5}, {"data": None}, {"type": None}, {"id": None}],
)
async def test_an_event_that_cannot_be_read_is_set_aside_too(
    sessions: Sessions, wrong: dict[str, object]
) -> None:
    fine, peer = document(), uuid4().hex

    async with system_transaction(sessions) as session:
        told = await apply_each(session, peer, {"thing.made.v1": note}, [document(**wrong), fine])
        kept = await all_set_aside(session, peer)

    assert [(one.position, one.reason) for one in told] == [(7, kept[0].reason)]
    assert await effects(sessions, [str(fine["subject"])]) == {fine["subject"]}


async def test_it_may_fail_again_and_is_kept_once(sessions: Sessions) -> None:
    peer, wrong = uuid4().hex, document(subject=bad("key"))

    async with system_transaction(sessions) as session:
        for _ in range(3):
            await apply_each(session, peer, {"thing.made.v1": chokes}, [wrong])
        tries = text("select tries from set_aside_events where peer = :peer")
        assert await session.scalar(tries, {"peer": peer}) == 3


def refused(state: str | None) -> Exception:
    cause = Exception()
    cause.sqlstate = state  # type: ignore[attr-defined]
    kind = IntegrityError if state else OperationalError
    return kind("insert", {}, cause)


@pytest.mark.parametrize(
    ("exc", "passing"),
    [
        (refused("08006"), True),
        (refused("53100"), True),
        (refused("57P01"), True),
        (refused("55P03"), True),
        (refused("40P01"), True),
        (refused(None), True),
        (OSError(), True),
        (TimeoutError(), True),
        (refused("23505"), False),
        (refused("22P02"), False),
        (refused("57014"), False),
        (KeyError("name"), False),
        (ValueError("x"), False),
    ],
)
def test_trouble_of_the_storage_is_not_the_events_fault(exc: Exception, passing: bool) -> None:
    assert is_passing(exc) is passing


def test_a_reason_tells_no_value() -> None:
    try:
        raise ValueError("198704152010012903")
    except ValueError as exc:
        reason = reason_of(exc)

    assert reason.startswith("ValueError (test_a_reason_tells_no_value:")
    assert "1987" not in reason


def test_a_reason_tells_the_state_of_the_database() -> None:
    exc = refused("23505")

    assert isinstance(exc, DBAPIError)
    assert reason_of(exc) == "IntegrityError 23505"


async def test_a_follower_works_on_in_the_trace_of_the_event(sessions: Sessions) -> None:
    trace, found = "4bf92f3577b34da6a3ce929d0e0e4736", list[str | None]()

    async def look(session: Session, event: Event) -> None:
        found.append(current_trace())

    told = [document(traceparent=f"00-{trace}-00f067aa0ba902b7-01"), document()]
    async with system_transaction(sessions) as session:
        await apply_each(session, "peer", {"thing.made.v1": look}, told)

    assert found[0] == trace
    assert found[1] not in (None, trace)
    assert current_trace() is None
