"""One request, one transaction; committed before the answer leaves; rows fenced by their owner."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm import SessionTransaction

Session = AsyncSession
Sessions = async_sessionmaker[Session]

REACTIONS = "reactions"
"""Where a session carries what follows from what in its service; see ``shared.reactions``."""


@dataclass(frozen=True, slots=True)
class RowScope:
    """Which rows a transaction may touch: the second wall, kept by PostgreSQL's row policies."""

    institutions: frozenset[str] | None
    """Canonical institution codes; ``None`` means every institution."""
    subject: str | None = None
    """``iss|sub`` of the person whose own rows may be seen."""


NOTHING = RowScope(frozenset())
SYSTEM = RowScope(None)

_FENCE = text(
    "select set_config('app.institutions', :institutions, true),"
    " set_config('app.subject', :subject, true)"
)


def _fence(session: SyncSession, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested:
        return
    connection.execute(_FENCE, _settings(session))


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


def _refuse_closed(connection: Any, record: Any, proxy: Any) -> None:
    """Let the pool replace a connection the server has closed.

    The driver has noticed by itself; asking the server would cost three round trips a request.
    """
    if connection.driver_connection.is_closed():
        raise DisconnectionError


@asynccontextmanager
async def open_sessions(
    database_url: str, *, pool_size: int = 5, reactions: Mapping[type, Any] | None = None
) -> AsyncIterator[Sessions]:
    """Sessions on a pool that lives as long as the process; each carries the reactions."""
    engine = create_async_engine(
        database_url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=5,
        hide_parameters=True,
        connect_args={
            "timeout": 5,
            "server_settings": {"idle_in_transaction_session_timeout": "60000", "timezone": "UTC"},
        },
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    try:
        yield async_sessionmaker(
            engine,
            expire_on_commit=False,
            class_=AsyncSession,
            sync_session_class=FencedSession,
            info={REACTIONS: reactions or {}},
        )
    finally:
        await engine.dispose()


def storage_is_away(exc: DBAPIError) -> bool:
    """Connection lost (08), resources gone (53), shutting down (57P0x), lock timeout (55P03)."""
    state = str(getattr(exc.orig, "sqlstate", "") or "")
    lost = isinstance(exc, OperationalError | InterfaceError) and not state
    return lost or exc.connection_invalidated or state.startswith(("08", "53", "57P", "55P03"))


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
