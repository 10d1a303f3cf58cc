"""What the operator does at the command line: blocks."""

import argparse

from registry.access.blocks import service
from registry.access.blocks.rules import Principal
from registry.access.clients.commands import PRINCIPAL, perform
from registry.settings import Settings
from shared.blocked import digest_of
from shared.clock import current_time
from shared.database import Session


def principals(arguments: list[str]) -> int:
    """``registry principals block|unblock``."""
    parser = argparse.ArgumentParser(prog="python -m registry principals")
    words = parser.add_subparsers(required=True)
    for name, what, act in (
        ("block", "tolak di semua layanan · refuse at every service", _block),
        ("unblock", "terima lagi · take again", _unblock),
    ):
        word = words.add_parser(name, help=what)
        word.add_argument("--issuer", required=True, help="iss")
        word.add_argument("--subject", required=True, help="sub")
        word.set_defaults(act=act)
    return perform(parser.parse_args(arguments), {})


async def _block(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    principal = Principal(asked.issuer, asked.subject)
    digest = await service.block(session, principal, None, actor=PRINCIPAL, now=current_time())
    return f"{digest.hex()} diblokir · blocked"


async def _unblock(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    digest = digest_of(asked.issuer, asked.subject)
    await service.lift(session, digest, actor=PRINCIPAL, now=current_time())
    return f"{digest.hex()} diterima lagi · taken again"
