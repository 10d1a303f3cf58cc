"""What pg_catalog says of each migrated database: indexes below foreign keys, and who may write."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from shared.testing.postgres import Cluster, clone, template_of

SERVICES = ["registry", "verification", "content"]
WITHOUT_INDEX = """
    select conrelid::regclass::text || '.' || attname
    from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
        select from pg_index
        where indrelid = conrelid and indpred is null and indisvalid
          and (string_to_array(indkey::text, ' ')::int2[])[1:cardinality(conkey)] @> conkey
    )
    order by 1
"""
MAY = """
    select coalesce(string_agg(privilege, ' ' order by place), '') from unnest(
        array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']
    ) with ordinality as each (privilege, place)
    where has_table_privilege($1, $2, privilege)
"""
KEPT = [
    *((service, "alembic_version", "SELECT") for service in SERVICES),
    *((service, "events", "SELECT INSERT") for service in SERVICES),
    ("registry", "signing_keys", "SELECT INSERT"),
    ("registry", "badge_measures", "SELECT INSERT UPDATE"),
    ("verification", "policies", "SELECT INSERT"),
    ("content", "message_versions", "SELECT INSERT"),
    ("content", "readings", "SELECT INSERT"),
]
Asking = Callable[..., Any]


@pytest.fixture
def asking(cluster: Cluster, run_folder: Path) -> Asking:
    """The first column of a statement's rows, in a migrated database of a service."""

    def ask(service: str, statement: str, *values: str, role: str = "postgres") -> list[Any]:
        database = clone(cluster, template_of(cluster, service, run_folder))

        async def rows() -> list[Any]:
            connection = await asyncpg.connect(host=cluster.socket, user=role, database=database)
            try:
                return [row[0] for row in await connection.fetch(statement, *values)]
            finally:
                await connection.close()

        return asyncio.run(rows())

    return ask


@pytest.mark.parametrize("service", SERVICES)
def test_every_foreign_key_has_an_index(asking: Asking, service: str) -> None:
    assert asking(service, WITHOUT_INDEX) == []


@pytest.mark.parametrize(("service", "table", "privileges"), KEPT)
def test_the_serving_role_may_write_only_what_it_changes(
    asking: Asking, service: str, table: str, privileges: str
) -> None:
    assert asking(service, MAY, service, table) == [privileges]


@pytest.mark.parametrize("service", SERVICES)
def test_the_serving_role_cannot_say_that_it_is_migrated(asking: Asking, service: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        asking(service, "update alembic_version set version_num = '9999'", role=service)


@pytest.mark.parametrize("service", SERVICES)
def test_the_serving_role_may_give_events_their_positions(asking: Asking, service: str) -> None:
    assert asking(service, "update events set position = 1 returning 1", role=service) == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_serving_role_makes_no_tables(asking: Asking, service: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        asking(service, "create table mine (id int)", role=service)
