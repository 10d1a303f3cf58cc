"""Commands that run once: who was disabled is told at every start."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from local.oneshot import disabled, gone
from local.postgres import Cluster
from shared.testing import postgres
from shared.testing.postgres import clone, template_of

ROWS = """
    insert into clients (client_id, name, scopes, institutions, created_at, disabled_at) values
    ('content', 'Content', '{}', '{}', now(), now()),
    ('admin', 'Admin', '{}', '{}', now(), null),
    ('probe', 'Probe', '{}', '{}', now(), now())
"""


@dataclass(frozen=True, slots=True)
class OneDatabase(Cluster):
    """A cluster whose every database is the same one."""

    database: str = ""

    async def connect(self, database: str = "", user: str = "postgres") -> asyncpg.Connection:
        """A plain connection."""
        return await asyncpg.connect(host=str(self.sockets), user=user, database=self.database)


def test_only_clients_of_this_stack_that_were_disabled_are_told(
    cluster: postgres.Cluster, run_folder: Path
) -> None:
    database = clone(cluster, template_of(cluster, "registry", run_folder))
    cluster.run(ROWS, database=database)
    here = OneDatabase(run_folder, run_folder, Path(cluster.socket), None, database)

    assert asyncio.run(disabled(here, ["content", "admin", "registry"])) == ["content"]


def test_whoever_left_for_good_is_missed(cluster: postgres.Cluster, run_folder: Path) -> None:
    database = clone(cluster, template_of(cluster, "registry", run_folder))
    cluster.run(ROWS, database=database)
    here = OneDatabase(run_folder, run_folder, Path(cluster.socket), None, database)

    assert asyncio.run(gone(here, ["content", "nobody"])) == ["nobody"]
