"""What ``make up`` says when all is ready."""

import os
from pathlib import Path

from rich.table import Table

from local.environment import Surroundings
from local.places import read_document
from local.screen import out, say
from shared.language import Text

NEVER = "https://x.com/nama_contoh"


def welcome(around: Surroundings, seconds: float) -> None:
    """Addresses, a command that works when pasted, and where the credentials are."""
    say(Text(f"Siap dalam {seconds:.1f} detik", f"ready in {seconds:.1f} seconds"))
    table = Table(box=None, show_header=False, padding=(0, 2))
    for name, address in around.addresses.items():
        docs = "" if name == "platforms" else f"{address}/docs"
        table.add_row(name, address, docs)
    out.print(table)
    say(Text("Coba:", "try:"))
    out.print(f"  {example(around)}")
    where = shown(around.places.credentials)
    say(Text(f"Kredensial: {where}", "credentials of the personas"))
    say(Text(f"Log: {shown(around.places.logs)}/", "logs, one file a process"))
    say(Text("Ctrl-C menghentikan semuanya; `make story` memainkan cerita.", "Ctrl-C stops all"))


def example(around: Surroundings) -> str:
    """A public question with a definite answer, about a badge when the story made one."""
    url = read_document(around.places.story).get("active_account_url", NEVER)
    lookup = f"{around.addresses['registry']}/v1/badges/lookup"
    return f"curl -G {lookup} --data-urlencode 'url={url}'"


def shown(path: Path) -> str:
    """As short as it can be from here."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
