"""``make status``: which process runs where, its health, and how far it lags."""

from typing import Any

from rich.table import Table

from local.control import ask
from local.health import health_of, lags_of
from local.places import Places, read_document
from local.screen import table_out

COLUMNS = ("proses", "pid", "keadaan", "sejak", "ulang", "alamat", "kesehatan", "antrean/lag")
STATES = {"running": "jalan · up", "waiting": "tunggu · wait", "stopped": "henti · down"}


def status(places: Places) -> int:
    """Print the table; 1 when something that should run does not."""
    processes: list[dict[str, Any]] = ask(places, "status")["processes"]
    addresses = read_document(places.addresses)
    table = Table(*COLUMNS, box=None, padding=(0, 1), header_style="bold")
    for process in processes:
        table.add_row(*row(process, addresses))
    table_out.print(table)
    return 0 if all(process["state"] == "running" for process in processes) else 1


def row(process: dict[str, Any], addresses: dict[str, str]) -> tuple[str, ...]:
    """One process; a worker's lag is told by the service whose database it shares."""
    name = str(process["name"])
    address = addresses.get(name, "")
    lags = lags_of(addresses.get(name.removesuffix("-worker"), "")) if "-worker" in name else {}
    return (
        name,
        str(process["pid"] or "-"),
        STATES.get(process["state"], process["state"]),
        f"{process['seconds']:.0f} s",
        str(process["restarts"]),
        address,
        health_of(address) if address else "",
        ", ".join(f"{what} {count}" for what, count in lags.items()),
    )
