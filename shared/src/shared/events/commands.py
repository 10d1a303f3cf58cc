"""``python -m <service> feed show|retry|rebuild [peer]``: mending what is copied from peers."""

import argparse
import sys
from collections.abc import Awaitable, Callable, Sequence

from shared.database import Sessions, system_transaction
from shared.events.applying import SetAside, all_set_aside
from shared.events.following import AnotherFeed, Following
from shared.events.mending import CursorHeld, rebuild, retry
from shared.upstream import PeerUnavailable

Act = Callable[[Following, Sessions], Awaitable[bool]]
"""Says what it did; whether nothing is left to mend."""


async def mend(followings: Sequence[Following], sessions: Sessions, arguments: list[str]) -> int:
    """Do one word to one followed peer, or to all; 1 when something is left to mend."""
    parser = argparse.ArgumentParser(prog="feed")
    parser.add_argument("word", choices=sorted(WORDS), metavar="|".join(WORDS))
    names = [following.name for following in followings]
    parser.add_argument("peer", nargs="?", choices=names, metavar="|".join(names))
    asked = parser.parse_args(arguments)
    chosen = [each for each in followings if asked.peer in (None, each.name)]
    outcomes = [await _done(WORDS[asked.word], each, sessions) for each in chosen]
    return 0 if all(outcomes) else 1


async def _done(act: Act, following: Following, sessions: Sessions) -> bool:
    try:
        return await act(following, sessions)
    except CursorHeld:
        _complain(following, "pekerja sedang menulis, ulangi · a worker is writing, ask again")
    except AnotherFeed:
        _complain(following, "umpan lain: jalankan · another feed: run `feed rebuild`")
    except PeerUnavailable as exc:
        _complain(following, f"tidak menjawab · does not answer: {exc}")
    return False


def _complain(following: Following, sentence: str) -> None:
    print(f"{following.name}: {sentence}", file=sys.stderr)


async def _show(following: Following, sessions: Sessions) -> bool:
    async with system_transaction(sessions) as session:
        waiting = await all_set_aside(session, following.name)
    print(f"{following.name}: disisihkan · set aside: {len(waiting)}")
    _list(waiting)
    return not waiting


async def _retry(following: Following, sessions: Sessions) -> bool:
    well, left = await retry(following, sessions)
    print(f"{following.name}: diterapkan · applied: {well}; tersisa · left: {len(left)}")
    _list(left)
    return not left


async def _rebuild(following: Following, sessions: Sessions) -> bool:
    events, bad = await rebuild(following, sessions)
    print(
        f"{following.name}: dibaca ulang · read anew: {events}; disisihkan · set aside: {len(bad)}"
    )
    _list(bad)
    return not bad


def _list(events: Sequence[SetAside]) -> None:
    for event in events:
        print(f"  {event.position}  {event.type}  {event.reason}")


WORDS: dict[str, Act] = {"show": _show, "retry": _retry, "rebuild": _rebuild}
