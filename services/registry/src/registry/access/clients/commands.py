"""What the operator does at the command line: clients."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from registry.access.clients import queries, service
from registry.access.clients.errors import ClientExists
from registry.access.clients.rules import InstitutionsNamed, Kept, Reach
from registry.access.clients.schemas import ClientId, ClientOut
from registry.access.clients.service import reach_of
from registry.settings import Settings
from shared.cli import BAD_SETTINGS
from shared.clock import current_time
from shared.database import Session, open_sessions, system_transaction
from shared.errors import Failure
from shared.language import Text
from shared.reactions import Reactions, follow
from shared.wire import InstitutionCode, ShortText, Wire

PRINCIPAL = "command-line"
MOST_LISTED = 100_000
WHY = {
    Kept.DISABLED: Text("tetap nonaktif (`clients enable`)", "stays disabled"),
    Kept.ROTATED: Text("rahasianya sudah diganti", "its secret was rotated"),
    Kept.RIGHTS: Text("haknya lain (`clients grant`)", "its rights differ"),
}


class ClientInFile(Wire):
    """One client of the file for ``clients sync``, or of ``clients add``."""

    name: ShortText
    scope: str = Field(max_length=2000)
    institutions: list[InstitutionCode] = Field([], max_length=50)
    secret: str | None = Field(None, min_length=16, max_length=200)
    secret_file: Path | None = None

    @property
    def reach(self) -> Reach:
        """In the form the service takes."""
        return reach_of(self.scope, self.institutions)

    def secret_beside(self, folder: Path) -> str | None:
        """The secret, read from its own file when it has one."""
        if self.secret_file is None:
            return self.secret
        return (folder / self.secret_file).read_text(encoding="utf-8").strip()


_File = TypeAdapter(dict[ClientId, ClientInFile])
_Id: TypeAdapter[str] = TypeAdapter(ClientId)
Act = Callable[[Session, Settings, argparse.Namespace], Awaitable[str]]


def clients(arguments: list[str], reactions: Reactions) -> int:
    """``registry clients sync|add|grant|list|disable|enable|rotate-secret``."""
    parser = argparse.ArgumentParser(prog="python -m registry clients")
    words = parser.add_subparsers(required=True)
    sync = words.add_parser("sync", help="buat yang belum ada · make what is absent of a file")
    sync.add_argument("--file", type=Path, required=True)
    sync.set_defaults(act=_sync)
    add = words.add_parser("add", help="tambah klien · add a client")
    add.add_argument("client_id")
    add.add_argument("--name", required=True)
    grant = words.add_parser("grant", help="ganti haknya · replace what it may do")
    grant.add_argument("client_id")
    for word, act in ((add, _add), (grant, _grant)):
        word.add_argument("--scope", required=True)
        word.add_argument("--institution", action="append", default=[])
        word.set_defaults(act=act)
    words.add_parser("list", help="satu baris per klien · one line a client").set_defaults(
        act=_list
    )
    for name, what, one in (
        ("disable", "hentikan · stop a client", _disable),
        ("enable", "hidupkan lagi dengan rahasia lamanya · with its old secret again", _enable),
        ("rotate-secret", "rahasia baru, tampil sekali · a new secret, shown once", _rotate_secret),
    ):
        parsed = words.add_parser(name, help=what)
        parsed.add_argument("client_id")
        parsed.set_defaults(act=one)
    return perform(parser.parse_args(arguments), reactions)


def perform(asked: argparse.Namespace, reactions: Reactions) -> int:
    """Do what was asked in one transaction; the exit code."""
    try:
        settings = Settings.load()
    except ValidationError as exc:
        print(f"registry: pengaturan salah · settings are wrong: {_sentence(exc)}", file=sys.stderr)
        return BAD_SETTINGS
    try:
        print(asyncio.run(_in_transaction(settings, asked, reactions)))
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


async def _in_transaction(
    settings: Settings, asked: argparse.Namespace, reactions: Reactions
) -> str:
    act: Act = asked.act
    async with (
        open_sessions(settings.direct_url, reactions=reactions) as sessions,
        system_transaction(sessions) as session,
    ):
        return await act(session, settings, asked)


async def _sync(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    told = []
    for client_id, entry in _File.validate_json(asked.file.read_bytes()).items():
        secret = entry.secret_beside(asked.file.parent)
        kept = await service.make_or_compare(
            session,
            client_id,
            entry.name,
            entry.reach,
            secret,
            principal=PRINCIPAL,
            now=current_time(),
        )
        told.append(f"{client_id}: {_outcome(kept)}")
    return "\n".join(told)


def _outcome(kept: tuple[Kept, ...] | None) -> str:
    """What ``sync`` did about one client, and why it left it as it is."""
    if kept is None:
        return "dibuat · made"
    why = [f"{WHY[each].id} · {WHY[each].en}" for each in kept]
    return "; ".join(["sudah ada, dibiarkan · exists, kept", *why])


async def _add(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    client_id = _Id.validate_python(asked.client_id)
    entry = ClientInFile(name=asked.name, scope=asked.scope, institutions=asked.institution)
    await follow(session, InstitutionsNamed(entry.reach.institutions))
    secret = service.new_secret()
    kept = await service.make_or_compare(
        session,
        client_id,
        entry.name,
        entry.reach,
        secret,
        principal=PRINCIPAL,
        now=current_time(),
    )
    if kept is not None:
        raise ClientExists(client_id=client_id)
    return _shown(client_id, secret)


async def _grant(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    reach = reach_of(asked.scope, asked.institution)
    await follow(session, InstitutionsNamed(reach.institutions))
    await service.enabled_client(session, asked.client_id)
    await service.give(session, asked.client_id, reach, principal=PRINCIPAL, now=current_time())
    return f"{asked.client_id}: {' '.join(reach.scopes)}"


async def _list(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    found = await queries.page_of_clients(session, after=None, limit=MOST_LISTED)
    return "\n".join(ClientOut.of(row).model_dump_json() for row in found)


async def _disable(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    await service.disable(
        session,
        asked.client_id,
        issuer=settings.public_url,
        principal=PRINCIPAL,
        now=current_time(),
    )
    return f"{asked.client_id} dinonaktifkan · disabled"


async def _enable(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    await service.enable(
        session,
        asked.client_id,
        issuer=settings.public_url,
        principal=PRINCIPAL,
        now=current_time(),
    )
    return (
        f"{asked.client_id} aktif lagi dengan rahasia lamanya; bila pernah bocor, `rotate-secret`"
        " · enabled with the secret it had; rotate it if it ever leaked"
    )


async def _rotate_secret(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    rotated = await service.rotate_secret(
        session,
        asked.client_id,
        overlap=timedelta(hours=settings.secret_overlap_hours),
        principal=PRINCIPAL,
        now=current_time(),
    )
    return _shown(asked.client_id, rotated.secret)


def _shown(client_id: str, secret: str) -> str:
    return json.dumps({"client_id": client_id, "client_secret": secret})
