"""``make status``: which process runs where, its health, and how far it lags."""

from typing import Any

from rich.table import Table

from local.control import ask
from local.health import health_of
from local.lags import Lags, lags_of
from local.places import Places, read_document
from local.screen import table_out

COLUMNS = ("proses", "pid", "keadaan", "sejak", "ulang", "alamat", "kesehatan", "antrean/lag")
STATES = {"running": "jalan · up", "waiting": "tunggu · wait", "stopped": "henti · down"}
WORKER = "-worker"


def status(places: Places) -> int:
    """Print the table; 1 when something that should run does not, or is worryingly late."""
    processes: list[dict[str, Any]] = ask(places, "status")["processes"]
    addresses = read_document(places.addresses)
    lags = {process["name"]: lags_behind(str(process["name"]), addresses) for process in processes}
    table = Table(*COLUMNS, box=None, padding=(0, 1), header_style="bold")
    for process in processes:
        table.add_row(*row(process, addresses, lags[process["name"]]))
    table_out.print(table)
    runs = all(process["state"] == "running" for process in processes)
    worrying = any(each.worries for each in lags.values() if each)
    return 0 if runs and not worrying else 1


def lags_behind(name: str, addresses: dict[str, str]) -> Lags | None:
    """A worker's lags are told by the service whose database it shares."""
    address = addresses.get(name.removesuffix(WORKER))
    return lags_of(address) if address and name.endswith(WORKER) else None


def row(process: dict[str, Any], addresses: dict[str, str], lags: Lags | None) -> tuple[str, ...]:
    """One process."""
    name = str(process["name"])
    address = addresses.get(name, "")
    return (
        name,
        str(process["pid"] or "-"),
        STATES.get(process["state"], process["state"]),
        f"{process['seconds']:.0f} s",
        str(process["restarts"]),
        address,
        health_of(address) if address else "",
        str(lags or ""),
    )
