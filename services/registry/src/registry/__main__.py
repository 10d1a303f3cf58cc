"""``python -m registry serve|work|migrate|openapi|clients|keys``."""

from registry import commands
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
                "kelola klien · manage clients: sync|add|disable|rotate-secret",
                commands.clients,
            ),
            "keys": ("kelola kunci token · manage token keys: rotate", commands.keys),
        },
    )
)
