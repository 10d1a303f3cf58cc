"""Migrations inside each package: numbered, short-locked, run under the owner's role."""

import asyncio
import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from alembic import command, context
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine

_ONE_AT_A_TIME = text("select pg_advisory_lock(7205759403792795)")
_LIMITS = text(
    "select set_config('lock_timeout', '4s', false), set_config('statement_timeout', '5s', false)"
)


def _config(package: str, connection: Connection | None = None) -> Config:
    config = Config()
    folder = Path(importlib.import_module(package).__file__ or "").parent / "migrations"
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config


@cache
def head_of(package: str) -> str:
    """The newest revision the package knows."""
    return ScriptDirectory.from_config(_config(package)).get_current_head() or ""


def upgrade(package: str, database_url: str, target: str = "head") -> None:
    """Bring a database to ``target``; a second caller waits for the first."""
    _run(database_url, lambda connection: command.upgrade(_config(package, connection), target))


def downgrade(package: str, database_url: str, target: str) -> None:
    """Take a database back to ``target``."""
    _run(database_url, lambda connection: command.downgrade(_config(package, connection), target))


def check(package: str, database_url: str) -> None:
    """Raise when the mapped tables and the migrated ones differ (``alembic check``)."""
    _run(database_url, lambda connection: command.check(_config(package, connection)))


def _run(database_url: str, act: Callable[[Connection], None]) -> None:
    async def connected() -> None:
        engine = create_async_engine(database_url)
        try:
            async with engine.connect() as connection:
                await connection.execute(_ONE_AT_A_TIME)
                await connection.execute(_LIMITS)
                await connection.commit()
                await connection.run_sync(act)
                await connection.commit()
        finally:
            await engine.dispose()

    asyncio.run(connected())


def run_environment(package: str, metadata: MetaData) -> None:
    """The body of every ``migrations/env.py``."""
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if module.name.endswith(".tables"):
            importlib.import_module(module.name)
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        include_name=lambda name, kind, parents: not str(name).startswith("pgqueuer"),
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()


def fence_rows(op: ModuleType, table: str, *, own: str | None = None) -> None:
    """Row-level security by the column ``institution``; ``own`` adds a person's own rows.

    ``own`` is an SQL condition over ``current_setting('app.subject', true)``. Missing settings mean
    no rows, for the owner of the table too.
    """
    theirs = "institution = any(string_to_array(current_setting('app.institutions', true), ','))"
    rows = f"{theirs} or ({own})" if own else theirs
    # ``case`` rather than ``or``: the planner takes ``or`` for a filter hardly a row passes.
    everything = "current_setting('app.institutions', true) = '*'"
    condition = f"case when {everything} then true else {rows} end"
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy fence on {table} using ({condition}) with check ({condition})")


def let_serving(op: ModuleType, table: str, *privileges: str) -> None:
    """Leave those who serve these privileges on a table and no other: what they do not change.

    Whoever else than the owner may do anything with it is somebody who serves.
    """
    run_script(op, _LET_SERVING.format(table=table, privileges=", ".join(privileges)))


_LET_SERVING = """
do $$ declare serving text; begin
    for serving in
        select distinct grantee::regrole::text from pg_class, aclexplode(relacl)
        where oid = '{table}'::regclass and grantee not in (0, relowner)
    loop
        execute format('revoke all on {table} from %s', serving);
        execute format('grant {privileges} on {table} to %s', serving);
    end loop;
end $$
"""
EVERYTHING = ("select", "insert", "update", "delete")
"""What those who serve may do with a table unless it is said otherwise."""


def run_script(op: ModuleType, script: str) -> None:
    """Run several statements as they stand, such as a library's own schema."""
    adapted: Any = op.get_bind().connection.dbapi_connection
    adapted.run_async(lambda connection: connection.execute(script))
