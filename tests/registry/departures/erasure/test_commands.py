"""A backup brings erased people back; one command erases them again. Real dump, real restore."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from registry.departures.erasure import commands, service
from registry.departures.erasure.events import HANDLERS
from shared.cli import BAD_SETTINGS
from shared.database import Sessions, open_sessions, system_transaction
from shared.events import Event
from shared.events.log import publish, record
from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from shared.upstream import Peer
from tests.dumps import dumped, restored
from tests.peers import peer_of
from tests.registry import given, scenes
from tests.registry.departures.erasure import scene
from tests.services import CONTENT


@pytest.fixture
def their_database(cluster: Cluster, run_folder: Path) -> str:
    """A database for content."""
    return clone(cluster, template_of(cluster, CONTENT.name, run_folder))


@pytest.fixture
async def content(
    cluster: Cluster, their_database: str, issuer: TestIssuer
) -> AsyncIterator[tuple[Peer, Sessions]]:
    """Content with a database of its own, as the registry asks it."""
    app = CONTENT.build_app(CONTENT.settings_on(cluster, their_database, issuer))
    async with (
        answering(app, CONTENT.name),
        peer_of(app, issuer) as peer,
        open_sessions(cluster.url(their_database, CONTENT.name)) as sessions,
    ):
        yield peer, sessions


async def told_receipt(sessions: Sessions, officer_id: UUID) -> None:
    """The peer's log says that it erased its part."""
    facts = {"officer_id": str(officer_id), "service": "content"}
    async with system_transaction(sessions) as session:
        await record(
            session,
            type="erasure.done.v1",
            subject=str(officer_id),
            data=facts,
            person=None,
            internal=True,
            now=datetime.now(UTC),
        )
        await publish(session)


async def canaries_in(sessions: Sessions, *canaries: str) -> set[str]:
    return {found for _, found in scene.where(await scene.every_cell(sessions), *canaries)}


async def test_whoever_a_backup_brought_back_is_erased_again(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    sessions: Sessions,
    cluster: Cluster,
    database: str,
    content: tuple[Peer, Sessions],
    tmp_path: Path,
) -> None:
    peer, theirs = content
    officer, reference, badge = await scenes.a_badge(sessions)
    stayer, _, _ = await scenes.a_badge(sessions, institution=officer.institution)
    backup = dumped(cluster, database, tmp_path)
    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)
    await told_receipt(theirs, officer.id)
    canaries = (officer.subject, reference.url, badge.handle)

    async with open_sessions(cluster.url(restored(cluster, backup))) as back:
        assert await canaries_in(back, *canaries) == set(canaries)
        again = await commands.replay(back, scene.VAULT, [peer], ())

        assert again == 1
        assert await canaries_in(back, *canaries) == set()
        assert await canaries_in(back, stayer.subject) == {stayer.subject}
        told = await scenes.log_about(back, officer.id, badge.id)
        assert told == ["officer.erased.v1", "badge.erased.v1"]
        assert await commands.replay(back, scene.VAULT, [peer], ()) == 0


async def test_a_list_kept_apart_is_enough_where_no_log_knows(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)

    again = await commands.replay(sessions, scene.VAULT, (), [officer.id, uuid4()])

    assert again == 1
    assert await canaries_in(sessions, officer.subject) == set()
    async with system_transaction(sessions) as session:
        assert officer.id in await service.erased(session)


async def test_a_receipt_for_somebody_who_still_stands_here_erases_them(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)

    await scene.received(sessions, officer.id, "verification")
    await scene.worked(sessions)

    assert await canaries_in(sessions, officer.subject) == set()


async def test_a_receipt_for_nobody_here_erases_nobody(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)
    facts = {"officer_id": str(uuid4()), "service": "content"}
    event = Event(uuid4(), "erasure.done.v1", facts["officer_id"], datetime.now(UTC), 1, facts)

    async with system_transaction(sessions) as session:
        await HANDLERS[event.type](session, event)

    assert await canaries_in(sessions, officer.subject) == {officer.subject}


def test_a_list_that_holds_anything_but_ids_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "erased.txt"
    file.write_text("bukan id")

    assert commands.erasures(["replay", "--file", str(file)], {}) == BAD_SETTINGS
    assert "registry:" in capsys.readouterr().err
