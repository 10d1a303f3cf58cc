"""What the operator does at the command line: signing keys."""

import argparse

from registry.access.clients.commands import PRINCIPAL, perform
from registry.access.issuer import service
from registry.settings import Settings
from shared.clock import current_time
from shared.database import Session


def keys(arguments: list[str]) -> int:
    """``registry keys rotate``."""
    parser = argparse.ArgumentParser(prog="python -m registry keys")
    words = parser.add_subparsers(required=True)
    rotate = words.add_parser("rotate", help="buat kunci berikutnya · make the next signing key")
    rotate.set_defaults(act=_rotate_key)
    return perform(parser.parse_args(arguments), {})


async def _rotate_key(session: Session, settings: Settings, asked: argparse.Namespace) -> str:
    key = await service.make_next_key(session, settings.vault, current_time(), actor=PRINCIPAL)
    return f"{key.kid} menandatangani mulai · signs from {key.signs_from.isoformat()}"
