"""Backing up and restoring a database as the run-book does, with PostgreSQL's own programs."""

import subprocess
from pathlib import Path
from uuid import uuid4

from shared.testing.postgres import Cluster


def run(cluster: Cluster, name: str, *words: str) -> None:
    """One of the programs that came with the running server."""
    process = (Path(cluster.socket) / "postmaster.pid").read_text("utf-8").split()[0]
    program = Path(f"/proc/{process}/exe").resolve().with_name(name)
    where = ("-h", cluster.socket, "-U", "postgres")
    done = subprocess.run([program, *where, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def dumped(cluster: Cluster, database: str, folder: Path) -> Path:
    """The database at this moment, in a file."""
    file = folder / f"{database}.dump"
    run(cluster, "pg_dump", "-Fc", "-f", str(file), database)
    return file


def restored(cluster: Cluster, dump: Path) -> str:
    """A new database with what the dump holds; its name."""
    name = f"t{uuid4().hex[:12]}"
    run(cluster, "createdb", name)
    run(cluster, "pg_restore", "-d", name, str(dump))
    return name
