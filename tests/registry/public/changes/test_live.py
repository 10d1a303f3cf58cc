"""The watch: by which way it reads, when it begins anew, and how long its word stands."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from registry.public.changes import live
from registry.public.changes.live import Key, Watch
from shared.database import Sessions, open_sessions, system_transaction
from shared.events.log import publish, record
from tests.waiting import until


class Told:
    """Hears what is to be forgotten."""

    def __init__(self) -> None:
        self.forgotten: list[Key] = []
        self.everything = 0

    def forget(self, keys: Iterable[Key]) -> None:
        self.forgotten += keys

    def forget_all(self) -> None:
        self.everything += 1


@pytest.fixture
async def nowhere() -> AsyncIterator[Sessions]:
    async with open_sessions("postgresql+asyncpg://nobody@/none?host=/nowhere") as sessions:
        yield sessions


async def happened(sessions: Sessions, type: str, **data: str) -> None:
    async with system_transaction(sessions) as session:
        now = datetime.now(UTC)
        await record(session, type=type, subject="s", data=data, person=None, now=now)


async def test_the_watch_begins_by_forgetting_everything(sessions: Sessions) -> None:
    told = Told()

    await Watch(told).look([sessions])

    assert told.everything == 1


async def test_what_happened_is_heard_before_it_is_published(sessions: Sessions) -> None:
    told, handle = Told(), uuid4().hex[:12]
    watch = Watch(told)
    await watch.look([sessions])

    await happened(sessions, "badge.suspended.v1", platform="x", handle=handle)
    await watch.look([sessions])

    assert ("x", handle) in told.forgotten
    assert (watch.is_fresh, watch.is_last_word) == (True, False)


async def test_an_institution_changes_every_answer(sessions: Sessions) -> None:
    told = Told()
    watch = Watch(told)
    await watch.look([sessions])

    await happened(sessions, "institution.changed.v1", code="klpd:K1")
    await watch.look([sessions])

    assert told.everything == 2
    async with system_transaction(sessions) as session:
        await publish(session)


async def test_the_requests_way_is_taken_when_the_own_one_is_lost(
    sessions: Sessions, nowhere: Sessions
) -> None:
    told, handle = Told(), uuid4().hex[:12]
    watch = Watch(told)
    await watch.look([nowhere, sessions])

    await happened(sessions, "badge.suspended.v1", platform="x", handle=handle)
    await watch.look([nowhere, sessions])

    assert (watch.is_fresh, watch.is_last_word) == (True, False)
    assert ("x", handle) in told.forgotten


async def test_whoever_comes_by_another_way_begins_anew(
    sessions: Sessions, nowhere: Sessions
) -> None:
    told = Told()
    watch = Watch(told)

    for ways in ([sessions], [nowhere, sessions], [nowhere, sessions], [sessions]):
        await watch.look(ways)

    assert told.everything == 3


async def test_only_without_any_way_the_last_word_stands(
    sessions: Sessions, nowhere: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    watch = Watch(told)
    await watch.look([sessions])
    await watch.look([nowhere, nowhere])
    assert watch.is_last_word

    await watch.look([sessions])

    assert (watch.is_last_word, told.everything) == (False, 2)
    monkeypatch.setattr("registry.public.changes.live.AWAY_SECONDS", 0.0)
    await watch.look([nowhere])
    assert not watch.is_last_word


async def test_a_watch_that_never_read_has_no_word(nowhere: Sessions) -> None:
    watch = Watch(Told())

    await watch.look([nowhere])

    assert (watch.is_fresh, watch.is_last_word) == (False, False)


def test_an_answer_never_outlives_a_change_by_two_seconds() -> None:
    assert live.FRESH_SECONDS < 2
    assert live.POLL_SECONDS + live.PATIENCE_SECONDS[0] < live.FRESH_SECONDS
    assert live.AWAY_SECONDS == 60


async def test_the_watch_goes_on_until_it_is_ended(sessions: Sessions) -> None:
    told = Told()
    watch = Watch(told)
    task = asyncio.create_task(watch.follow([sessions]))
    await until(lambda: told.everything, "the watch has begun")
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
