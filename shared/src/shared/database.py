"""One request, one transaction; committed before the answer leaves; rows fenced by their owner."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, Request
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm import SessionTransaction

from shared.pooling import through_pooler

Session = AsyncSession
Sessions = async_sessionmaker[Session]

REACTIONS = "reactions"
"""Where a session carries what follows from what in its service; see ``shared.reactions``."""
PATIENCE = "patience"
"""Where it carries how many seconds a statement of its may take."""

STATEMENT_SECONDS, CONNECT_SECONDS, POOL_SECONDS, CLOSE_SECONDS = 4.0, 2.0, 2.0, 0.5
"""A server that hangs is one that is down: whoever asks hears so within five seconds."""
BACKGROUND_SECONDS = 60.0
"""What a statement of the background work may take."""


@dataclass(frozen=True, slots=True)
class RowScope:
    """Which rows a transaction may touch: the second wall, kept by PostgreSQL's row policies."""

    institutions: frozenset[str] | None
    """Canonical institution codes; ``None`` means every institution."""
    subject: str | None = None
    """``iss|sub`` of the person whose own rows may be seen."""


AWAY_STATES = ("08", "53", "57", "55P03")

NOTHING = RowScope(frozenset())
SYSTEM = RowScope(None)

_FENCE = text(
    "select set_config('app.institutions', :institutions, true),"
    " set_config('app.subject', :subject, true)"
)
_BEGIN = text(
    f"{_FENCE.text}, set_config('timezone', 'UTC', true),"
    " set_config('statement_timeout', :patience, true),"
    " set_config('idle_in_transaction_session_timeout', '60s', true)"
)
"""All for this transaction only: a pooler gives the connection to somebody else afterwards."""


def _fence(session: SyncSession, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested:
        return
    patience = f"{session.info.get(PATIENCE, STATEMENT_SECONDS):g}s"
    connection.execute(_BEGIN, {**_settings(session), "patience": patience})


def _settings(session: SyncSession) -> dict[str, str]:
    scope = session.info["scope"]() if "scope" in session.info else NOTHING
    codes = "*" if scope.institutions is None else ",".join(sorted(scope.institutions))
    return {"institutions": codes, "subject": scope.subject or ""}


@asynccontextmanager
async def past_the_fence(session: Session) -> AsyncIterator[None]:
    """For one question inside a fenced transaction whose answer shows no row, such as a count.

    PostgreSQL lets only superusers attach the setting to a function, so it is done here.
    """
    await session.execute(_FENCE, {"institutions": "*", "subject": ""})
    try:
        yield
    finally:
        if session.is_active:
            await session.execute(_FENCE, _settings(session.sync_session))


class FencedSession(SyncSession):
    """A session whose every transaction begins by telling PostgreSQL the row scope."""


event.listen(FencedSession, "after_begin", _fence)


class ImpatientConnection(asyncpg.Connection):  # type: ignore[misc]  # it has no types
    """Closed without waiting long for a server that has just shown that it does not answer."""

    async def close(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109  # its own
        """Say goodbye, at most half a second long."""
        await super().close(timeout=min(timeout or CLOSE_SECONDS, CLOSE_SECONDS))


def _refuse_closed(connection: Any, record: Any, proxy: Any) -> None:
    """Let the pool replace a connection the server has closed.

    The driver has noticed by itself; asking the server would cost three round trips a request.
    """
    if connection.driver_connection.is_closed():
        raise DisconnectionError


@asynccontextmanager
async def open_sessions(
    database_url: str,
    *,
    pool_size: int = 5,
    reactions: Mapping[type, Any] | None = None,
    patience: float = STATEMENT_SECONDS,
    pooled: bool = False,
) -> AsyncIterator[Sessions]:
    """Sessions on a pool that lives as long as the process; each carries the reactions.

    ``patience`` is what a statement may take, in seconds; ``pooled`` says that the address leads
    through a pooler in transaction mode, where nothing may outlive a transaction.
    """
    address, options = through_pooler(database_url) if pooled else (database_url, {})
    engine = create_async_engine(
        address,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=POOL_SECONDS,
        hide_parameters=True,
        connect_args={
            "timeout": CONNECT_SECONDS,
            "command_timeout": patience,
            "connection_class": ImpatientConnection,
            **options,
        },
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    try:
        yield async_sessionmaker(
            engine,
            expire_on_commit=False,
            class_=AsyncSession,
            sync_session_class=FencedSession,
            info={REACTIONS: reactions or {}, PATIENCE: patience},
        )
    finally:
        await engine.dispose()


def storage_is_away(exc: Exception) -> bool:
    """Whether it says that the database does not answer now, and not that a statement is wrong.

    Connection lost (08), resources gone (53), shutting down (57P0x), a statement that took too
    long (57014), lock timeout (55P03), no connection free, or no answer at all.
    """
    if not isinstance(exc, DBAPIError):
        return isinstance(exc, PoolTimeout | OSError)
    state = str(getattr(exc.orig, "sqlstate", "") or "")
    lost = isinstance(exc, OperationalError | InterfaceError) and not state
    return lost or exc.connection_invalidated or state.startswith(AWAY_STATES)


@asynccontextmanager
async def transaction(sessions: Sessions, scope: RowScope) -> AsyncIterator[Session]:
    """One transaction under a row scope of the caller's choice."""
    async with sessions(info={"scope": lambda: scope}) as session, session.begin():
        yield session


def system_transaction(sessions: Sessions) -> AbstractAsyncContextManager[Session]:
    """One transaction that sees all rows: for workers and for what is public."""
    return transaction(sessions, SYSTEM)


async def open_transaction(request: Request) -> AsyncIterator[Session]:
    """Commit when the handler returns, roll back when it raises.

    The row scope is read at the first statement, after ``shared.web.auth.require`` has set it.
    """
    sessions: Sessions = request.app.state.sessions
    info = {"scope": lambda: getattr(request.state, "row_scope", NOTHING)}
    async with sessions(info=info) as session, session.begin():
        request.state.transaction = session
        yield session


Transaction = Annotated[Session, Depends(open_transaction, scope="function")]
"""``scope="function"``: a commit that fails must still become an error response."""
