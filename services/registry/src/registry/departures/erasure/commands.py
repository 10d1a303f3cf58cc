"""What the operator does at the command line: erasing again whoever a backup brought back."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from pathlib import Path
from uuid import UUID

import httpx
from pydantic import ValidationError

from registry.departures.erasure import service
from registry.sealing import Vault
from registry.settings import Settings
from shared.cli import BAD_SETTINGS
from shared.clock import current_time
from shared.database import Sessions, open_sessions, system_transaction
from shared.events.reading import START, fetch
from shared.events.tables import TYPE_PREFIX
from shared.reactions import Reactions
from shared.upstream import Peer, PeerUnavailable, peer_of

PAGE = 500
BATCH = 1000
RECEIPT = f"{TYPE_PREFIX}erasure.done.v1"


def erasures(arguments: list[str], reactions: Reactions) -> int:
    """``registry erasures list|replay [--file F]``."""
    parser = argparse.ArgumentParser(prog="python -m registry erasures")
    words = parser.add_subparsers(required=True, dest="word")
    words.add_parser("list", help="id setiap orang yang terhapus · ids of everybody erased")
    replay = words.add_parser("replay", help="hapus lagi setelah pemulihan · after a restore")
    replay.add_argument("--file", type=Path, help="keluaran `list` · what `list` printed")
    asked = parser.parse_args(arguments)
    try:
        settings = Settings.load()
        ids = _ids(asked.file) if asked.word == "replay" and asked.file else []
    except (ValidationError, OSError, ValueError) as exc:
        print(f"registry: {type(exc).__name__}: periksa pengaturan dan berkas", file=sys.stderr)
        return BAD_SETTINGS
    try:
        asyncio.run(_list(settings) if asked.word == "list" else _replay(settings, ids, reactions))
    except PeerUnavailable as exc:
        print(f"registry: layanan lain tidak menjawab · a peer is silent: {exc}", file=sys.stderr)
        return 1
    return 0


def _ids(file: Path) -> list[UUID]:
    return [UUID(line) for line in file.read_text("utf-8").split()]


async def _list(settings: Settings) -> None:
    async with open_sessions(settings.direct_url) as sessions, system_transaction(sessions) as all:
        for officer_id in await service.erased(all):
            print(officer_id)


async def _replay(settings: Settings, ids: Sequence[UUID], reactions: Reactions) -> None:
    issuer = settings.public_url if settings.issues_tokens else None
    async with (
        httpx.AsyncClient() as client,
        open_sessions(settings.direct_url, reactions=reactions) as sessions,
    ):
        urls = (settings.verification_url, settings.content_url)
        peers = [peer_of(settings, url, client) for url in urls]
        again = await replay(sessions, settings.vault, peers, ids, issuer=issuer)
    print(f"dihapus lagi · erased again: {again}")


async def replay(
    sessions: Sessions,
    vault: Vault,
    peers: Iterable[Peer],
    ids: Collection[UUID],
    *,
    issuer: str | None = None,
) -> int:
    """Erase whoever a peer has a receipt of, or the list names, and still stands here; how many."""
    told = set(ids)
    for peer in peers:
        told |= {officer_id async for officer_id in _receipts(peer)}
    again, ordered = 0, sorted(told)
    for first in range(0, len(ordered), BATCH):
        async with system_transaction(sessions) as session:
            some = ordered[first : first + BATCH]
            again += await service.erase_again(session, some, current_time())
    while await _erased_one(sessions, vault, issuer):
        pass
    return again


async def _erased_one(sessions: Sessions, vault: Vault, issuer: str | None) -> bool:
    async with system_transaction(sessions) as session:
        return await service.erase_next(session, vault, current_time(), issuer=issuer)


async def _receipts(peer: Peer) -> AsyncIterator[UUID]:
    """Whom the peer has erased, read from the beginning of its log."""
    stretch = await fetch(peer, START, limit=PAGE)
    while True:
        for document in stretch.documents:
            if document["type"] == RECEIPT:
                yield UUID(document["data"]["officer_id"])
        if stretch.is_last:
            return
        stretch = await fetch(peer, stretch.place, limit=PAGE)
