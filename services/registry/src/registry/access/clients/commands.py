"""What the operator does at the command line: clients."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from registry.access.clients import service
from registry.access.clients.schemas import ClientId
from registry.access.clients.service import Rights
from registry.settings import Settings
from shared.cli import BAD_SETTINGS
from shared.clock import current_time
from shared.database import Session, open_sessions, system_transaction
from shared.errors import Failure
from shared.wire import InstitutionCode, ShortText, Wire

PRINCIPAL = "command-line"


class ClientInFile(Wire):
    """One client of the file for ``clients sync``."""

    name: ShortText
    scope: str = Field(max_length=2000)
    institutions: list[InstitutionCode] = Field([], max_length=50)
    secret: str | None = Field(None, min_length=16, max_length=200)
    secret_file: Path | None = None

    @property
    def rights(self) -> Rights:
        """In the form the service takes."""
        return Rights(self.name, self.scope, self.institutions)

    def secret_beside(self, folder: Path) -> str | None:
        """The secret, read from its own file when it has one."""
        if self.secret_file is None:
            return self.secret
        return (folder / self.secret_file).read_text(encoding="utf-8").strip()


_File = TypeAdapter(dict[ClientId, ClientInFile])
Act = Callable[[Session, Settings, argparse.Namespace], Awaitable[str]]


def clients(arguments: list[str]) -> int:
    """``registry clients sync|add|disable|rotate-secret``."""
    parser = argparse.ArgumentParser(prog="python -m registry clients")
    words = parser.add_subparsers(required=True)
    sync = words.add_parser("sync", help="samakan dengan berkas · bring in line with a file")
    sync.add_argument("--file", type=Path, required=True)
    sync.set_defaults(act=_sync)
    add = words.add_parser("add", help="tambah klien · add a client")
    add.add_argument("client_id")
    add.add_argument("--name", required=True)
    add.add_argument("--scope", required=True)
    add.add_argument("--institution", action="append", default=[])
    add.set_defaults(act=_add)
    for word, act in (("disable", _disable), ("rotate-secret", _rotate_secret)):
        one = words.add_parser(word)
        one.add_argument("client_id")
        one.set_defaults(act=act)
    return perform(parser.parse_args(arguments))


def perform(asked: argparse.Namespace) -> int:
    """Do what was asked in one transaction; the exit code."""
    try:
        settings = Settings.load()
    except ValidationError as exc:
        print(f"registry: pengaturan salah · settings are wrong: {_sentence(exc)}", file=sys.stderr)
        return BAD_SETTINGS
    try:
        print(asyncio.run(_in_transaction(settings, asked)))
    except (Failure, ValidationError, OSError) as exc:
        print(f"registry: {_sentence(exc)}", file=sys.stderr)
        return 1
    return 0


def _sentence(exc: Exception) -> str:
    if isinstance(exc, Failure):
        return f"{exc.sentence.id} · {exc.sentence.en}"
    if isinstance(exc, ValidationError):
        faults = exc.errors(include_input=False, include_url=False, include_context=False)
        return "; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in faults[:10])
    return str(exc)


async def _in_transaction(settings: Settings, asked: argparse.Namespace) -> str:
    act: Act = asked.act
    async with (
        open_sessions(settings.database_url.get_secret_value()) as sessions,
        system_transaction(sessions) as session,
    ):
        return await act(session, settings, asked)


async def _sync(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    for client_id, (rights, secret) in _read_file(asked.file).items():
        await service.put_client(
            session,
            client_id,
            rights,
            secret,
            overlap=_overlap(settings),
            now=current_time(),
        )
    return f"{asked.file.name}: klien disamakan · clients in line"


def _read_file(file: Path) -> dict[str, tuple[Rights, str | None]]:
    entries = _File.validate_json(file.read_bytes())
    return {
        client_id: (entry.rights, entry.secret_beside(file.parent))
        for client_id, entry in entries.items()
    }


async def _add(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    secret = service.new_secret()
    entry = ClientInFile(name=asked.name, scope=asked.scope, institutions=asked.institution)
    await service.put_client(
        session,
        asked.client_id,
        entry.rights,
        secret,
        overlap=_overlap(settings),
        now=current_time(),
    )
    return _shown(asked.client_id, secret)


async def _disable(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    await service.disable(session, asked.client_id, principal=PRINCIPAL, now=current_time())
    return f"{asked.client_id} dinonaktifkan · disabled"


async def _rotate_secret(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    rotated = await service.rotate_secret(
        session, asked.client_id, overlap=_overlap(settings), now=current_time()
    )
    return _shown(asked.client_id, rotated.secret)


def _overlap(settings: Settings) -> timedelta:
    return timedelta(hours=settings.secret_overlap_hours)


def _shown(client_id: str, secret: str) -> str:
    shown: dict[str, Any] = {"client_id": client_id, "client_secret": secret}
    return json.dumps(shown)
