"""Who is refused is known by a hash, until a moment or until it is lifted."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.blocked import BLOCKING, BLOCKS, block, blocked_now, digest_of, lift
from shared.database import Sessions, system_transaction
from shared.events import Event

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=11)


def somebody() -> bytes:
    return digest_of("https://sso.test", str(uuid4()))


async def is_refused(sessions: Sessions, digest: bytes, now: datetime = NOON) -> bool:
    async with system_transaction(sessions) as session:
        return digest in await blocked_now(session, now)


async def applied(sessions: Sessions, type: str, position: int, **data: Any) -> None:
    """One event of the registry, as a follower applies it."""
    event = Event(uuid4(), type, "somebody", NOON, position, data)
    async with system_transaction(sessions) as session:
        await BLOCKING[type](session, event)


def test_a_principal_is_known_by_a_hash_that_stays_the_same() -> None:
    assert digest_of("https://a", "b").hex() == (
        "bdf1e68d532fc58afdec458a79b68315e8ae658972f5a8f9ab96a175b6c82233"
    )


@pytest.mark.parametrize(
    ("until", "now", "refused"),
    [
        (None, LATER + timedelta(days=3650), True),
        (LATER, NOON, True),
        (LATER, LATER - timedelta(seconds=1), True),
        (LATER, LATER, False),
    ],
)
async def test_a_block_ends_at_its_moment(
    sessions: Sessions, until: datetime | None, now: datetime, refused: bool
) -> None:
    who = somebody()

    async with system_transaction(sessions) as session:
        await block(session, who, until=until)

    assert await is_refused(sessions, who, now) is refused


async def test_a_lifted_block_refuses_nobody(sessions: Sessions) -> None:
    who = somebody()

    async with system_transaction(sessions) as session:
        await block(session, who, until=None)
        await lift(session, who)

    assert not await is_refused(sessions, who)


@pytest.mark.parametrize(
    ("blocked", "lifted"),
    [
        ("client.disabled.v1", "client.enabled.v1"),
        ("principal.blocked.v1", "principal.unblocked.v1"),
    ],
)
async def test_a_follower_refuses_and_takes_again(
    sessions: Sessions, blocked: str, lifted: str
) -> None:
    who = somebody()
    told: Mapping[str, Any] = {"principal_sha256": who.hex(), "until": LATER.isoformat()}

    await applied(sessions, blocked, 5, **told)
    during = await is_refused(sessions, who)
    await applied(sessions, lifted, 6, principal_sha256=who.hex())

    assert (during, await is_refused(sessions, who)) == (True, False)


async def test_what_is_told_again_changes_nothing_that_was_told_later(sessions: Sessions) -> None:
    who = somebody()
    await applied(sessions, "principal.unblocked.v1", 6, principal_sha256=who.hex())

    await applied(sessions, "principal.blocked.v1", 5, principal_sha256=who.hex(), until=None)

    assert not await is_refused(sessions, who)


async def test_a_feed_told_again_keeps_what_it_tells_and_drops_the_rest(
    sessions: Sessions,
) -> None:
    kept, gone = somebody(), somebody()
    for who in (kept, gone):
        await applied(sessions, "principal.blocked.v1", 900, principal_sha256=who.hex(), until=None)

    async with system_transaction(sessions) as session:
        await BLOCKS.doubt(session)
    during = [await is_refused(sessions, who) for who in (kept, gone)]
    await applied(sessions, "principal.blocked.v1", 7, principal_sha256=kept.hex(), until=None)
    async with system_transaction(sessions) as session:
        assert BLOCKS.drop
        await BLOCKS.drop(session)

    assert during == [True, True]
    assert [await is_refused(sessions, who) for who in (kept, gone)] == [True, False]
