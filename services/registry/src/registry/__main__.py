"""``python -m registry serve|work|migrate|openapi|clients|erasures|principals|keys``."""

from functools import partial

from registry.access.blocks import commands as blocks
from registry.access.clients import commands as clients
from registry.access.issuer import commands as issuer
from registry.departures.erasure import commands as erasures
from registry.reactions import REACTIONS
from registry.settings import Settings
from shared.cli import Program, run

run(
    Program(
        name="registry",
        settings=Settings,
        app="registry.main:build_app",
        worker="registry.worker:build_worker",
        more={
            "clients": (
                "kelola klien · manage clients: sync|add|grant|list|disable|enable|rotate-secret",
                partial(clients.clients, reactions=REACTIONS),
            ),
            "erasures": (
                "hapus lagi setelah pemulihan · erase again after a restore: list|replay",
                partial(erasures.erasures, reactions=REACTIONS),
            ),
            "principals": ("blokir orang · block principals: block|unblock", blocks.principals),
            "keys": ("kelola kunci token · manage token keys: rotate", issuer.keys),
        },
    )
)
