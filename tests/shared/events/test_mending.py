"""What was set aside is applied later; a copy can be rebuilt while the old one answers."""

from dataclasses import dataclass
from uuid import uuid4

import pytest
from sqlalchemy import text

from shared.database import REACTIONS, Session, Sessions, system_transaction
from shared.events import Copy, Event, Following
from shared.events.applying import all_set_aside
from shared.events.commands import mend
from shared.events.following import held_place, place_of
from shared.events.mending import CursorHeld, rebuild, retry
from shared.reactions import follow
from shared.upstream import Peer
from tests.shared.events.telling import Tell, caught_up, effects, note

DELETE = text("delete from idempotency_keys where principal = 'effect'")


@dataclass(frozen=True)
class Noted:
    """A fact that something follows from, and that cannot be hashed."""

    names: list[str]


def following(peer: Peer, broken: list[str], *copies: Copy) -> Following:
    """Notes each thing, but those that are broken for now."""

    async def handler(session: Session, event: Event) -> None:
        if event.subject in broken:
            raise KeyError("size")
        await note(session, event)

    return Following(uuid4().hex, peer, {"thing.made.v1": handler}, copies)


async def forget_effects(session: Session) -> None:
    await session.execute(DELETE)


async def waiting(sessions: Sessions, one: Following) -> int:
    async with system_transaction(sessions) as session:
        return len(await all_set_aside(session, one.name))


async def test_what_was_set_aside_is_applied_once_it_can_be(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    name = uuid4().hex
    broken = [name]
    await tell(name, uuid4().hex)
    one = following(peer, broken)
    await caught_up(one, sessions)

    still = await retry(one, sessions)
    broken.clear()
    well, left = await retry(one, sessions)

    assert (still[0], len(still[1])) == (0, 1)
    assert (well, left, await waiting(sessions, one)) == (1, [], 0)
    assert await effects(sessions, [name]) == {name}


async def test_a_rebuilt_copy_is_what_the_feed_tells_and_nothing_else(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    name, ghost = uuid4().hex, uuid4().hex
    await tell(name)
    one = following(peer, [], Copy(forget_effects))
    async with system_transaction(sessions) as session:
        await session.execute(
            text(
                "insert into idempotency_keys (principal, key, fingerprint, status, headers, body,"
                " recorded_at) values ('effect', :name, '', 1, '', '', now())"
            ),
            {"name": ghost},
        )

    events, bad = await rebuild(one, sessions)

    assert (events > 0, bad) == (True, [])
    assert await effects(sessions, [name, ghost]) == {name}
    assert not (await one.step(sessions, wait=0)).events


async def test_the_old_copy_answers_until_the_new_one_is_whole(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    name, seen = uuid4().hex, list[set[str]]()
    await tell(name)

    async def look(session: Session, event: Event) -> None:
        if event.subject == name:
            seen.append(await effects(sessions, [name]))
        await note(session, event)

    one = Following(uuid4().hex, peer, {"thing.made.v1": look}, [Copy(forget_effects)])
    async with system_transaction(sessions) as session:
        await forget_effects(session)
    await caught_up(one, sessions)

    await rebuild(one, sessions)

    assert seen[-1] == {name}


async def test_a_rebuild_that_fails_leaves_the_old_copy_and_the_old_cursor(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    name = uuid4().hex
    await tell(name)

    async def fails(session: Session) -> None:
        raise OSError("the power went out")

    one = following(peer, [], Copy(forget_effects, fails))
    async with system_transaction(sessions) as session:
        await forget_effects(session)
    await caught_up(one, sessions)
    async with system_transaction(sessions) as session:
        before = await place_of(session, one.name)

    with pytest.raises(OSError, match="power"):
        await rebuild(one, sessions)

    async with system_transaction(sessions) as session:
        assert await place_of(session, one.name) == before
    assert await effects(sessions, [name]) == {name}


async def test_what_follows_follows_once_and_at_the_end(
    sessions: Sessions, peer: Peer, tell: Tell
) -> None:
    names, happened = [uuid4().hex, uuid4().hex], list[str]()

    async def handler(session: Session, event: Event) -> None:
        if event.subject in names:
            happened.append("told")
            await follow(session, Noted(["same"]))

    async def reaction(session: Session, fact: Noted) -> None:
        happened.append("followed")

    await tell(*names)
    one = Following(uuid4().hex, peer, {"thing.made.v1": handler})
    sessions.configure(info={REACTIONS: {Noted: (reaction,)}})

    await rebuild(one, sessions)

    assert happened == ["told", "told", "followed"]


async def test_a_rebuild_steps_aside_for_a_worker_that_writes(
    sessions: Sessions, peer: Peer
) -> None:
    one = following(peer, [])
    async with system_transaction(sessions) as session:
        await place_of(session, one.name)
    async with system_transaction(sessions) as session:
        await held_place(session, one.name)
        with pytest.raises(CursorHeld):
            await rebuild(one, sessions)


async def test_the_commands_say_what_is_left_and_end_with_one(
    sessions: Sessions, peer: Peer, tell: Tell, capsys: pytest.CaptureFixture[str]
) -> None:
    name = uuid4().hex
    broken = [name]
    await tell(name)
    one = following(peer, broken, Copy(forget_effects))
    await caught_up(one, sessions)

    codes = [await mend([one], sessions, [word]) for word in ("show", "retry")]
    broken.clear()
    codes += [await mend([one], sessions, [word, one.name]) for word in ("retry", "rebuild")]

    said = capsys.readouterr().out
    assert codes == [1, 1, 0, 0]
    assert "disisihkan · set aside: 1" in said
    assert "thing.made.v1  KeyError 'size'" in said
    assert "applied: 1" in said
