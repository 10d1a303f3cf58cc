"""``python -m <service> serve|work|migrate|openapi|feed``: the same words for every service."""

import argparse
import asyncio
import importlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shared.settings import ServiceSettings

Subcommand = Callable[[list[str]], int]
HOUR = 3600.0
BAD_SETTINGS = 78
"""``EX_CONFIG`` of sysexits.h."""


@dataclass(frozen=True)
class Program:
    """A service's command; heavy parts are named as ``module:attribute`` and imported when used."""

    name: str
    settings: type[ServiceSettings]
    app: str
    worker: str
    more: Mapping[str, tuple[str, Subcommand]] = field(default_factory=dict)
    """Further words of the service: ``{"clients": ("what it does", run)}``."""


def _load(reference: str) -> Any:
    module, _, name = reference.partition(":")
    return getattr(importlib.import_module(module), name)


def _settings(program: Program) -> ServiceSettings:
    """The settings, or a list of what is wrong with them; values are never printed."""
    try:
        return program.settings.load()
    except ValidationError as exc:
        prefix = program.name.upper()
        print(f"{program.name}: pengaturan salah · settings are wrong:", file=sys.stderr)
        for fault in exc.errors(include_input=False):
            name = "_".join(str(part) for part in (prefix, *fault["loc"])).upper()
            print(f"  {name}: {fault['msg']}", file=sys.stderr)
        print("  lihat · see docs/operations/settings.md", file=sys.stderr)
        raise SystemExit(BAD_SETTINGS) from exc


def serve(program: Program, arguments: list[str]) -> int:
    """Answer HTTP until SIGTERM; the parser is named because each behaves differently."""
    import uvicorn

    from shared.web.logs import configure_logs

    settings = _settings(program)
    configure_logs(program.name, settings.log_level)
    app = _load(program.app)(settings)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
        proxy_headers=settings.behind_gateway,
        forwarded_allow_ips="*",
        date_header=True,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
        log_config=None,
    )
    return 0


def work(program: Program, arguments: list[str]) -> int:
    """Publish events, follow peers, run jobs and schedules until SIGTERM."""
    from shared.jobs import run_worker
    from shared.web.logs import configure_logs

    settings = _settings(program)
    configure_logs(f"{program.name}-worker", settings.log_level)
    asyncio.run(run_worker(_load(program.worker)(settings)))
    return 0


def migrate(program: Program, arguments: list[str]) -> int:
    """Bring the database to the newest revision; quick when it is there already."""
    from shared.migrations import head_of, upgrade

    upgrade(program.name, _settings(program).owner_url)
    print(f"{program.name}: migrasi selesai · migrated to {head_of(program.name)}")
    return 0


def openapi(program: Program, arguments: list[str]) -> int:
    """Print the contract, or write it to the file named."""
    document = _load(program.app)(program.settings.model_construct()).openapi()
    text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def feed(program: Program, arguments: list[str]) -> int:
    """Look at and mend what this service copies from its peers' feeds."""
    from shared.database import open_sessions
    from shared.events.commands import mend
    from shared.web.logs import configure_logs

    settings = _settings(program)
    configure_logs(f"{program.name}-feed", "warning")
    worker = _load(program.worker)(settings)

    async def mended() -> int:
        url = settings.database_url.get_secret_value()
        async with open_sessions(
            url, reactions=worker.reactions, patience=HOUR, pooled=settings.is_pooled
        ) as sessions:
            return await mend(worker.followings, sessions, arguments)

    return asyncio.run(mended())


_WORDS = {
    "serve": ("jawab HTTP · answer HTTP", serve),
    "work": ("pekerjaan latar · background work", work),
    "migrate": ("perbarui basis data · bring the database up to date", migrate),
    "openapi": ("cetak kontrak · print the contract [file]", openapi),
    "feed": ("umpan layanan lain · peers' feeds: show|retry|rebuild [peer]", feed),
}


def run(program: Program) -> None:
    """Dispatch one word; anything else prints help and exits 2."""
    parser = argparse.ArgumentParser(
        prog=f"python -m {program.name}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    lines = {word: text for word, (text, _) in {**_WORDS, **program.more}.items()}
    parser.epilog = "\n".join(f"  {word:<10} {text}" for word, text in lines.items())
    parser.add_argument("word", choices=sorted(lines), metavar="|".join(lines))
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    if asked.word in program.more:
        raise SystemExit(program.more[asked.word][1](asked.arguments))
    raise SystemExit(_WORDS[asked.word][1](program, asked.arguments))
