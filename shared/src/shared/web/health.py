"""Is the process alive, can it answer, and what do its numbers say."""

import asyncio
from typing import Literal

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import Field
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from shared.database import Sessions, system_transaction
from shared.errors import Unavailable
from shared.language import Text
from shared.web.auth import PUBLIC
from shared.web.backlog import read_backlog
from shared.web.routing import api_router
from shared.wire import Wire

PATIENCE_SECONDS = 3
router = api_router(tags=["operations"], any_query=True)

_STATE = text(
    """
    select version_num, rolsuper or rolbypassrls as passes_fences
    from alembic_version, pg_roles where rolname = current_user
    """
)
_REFUSED = text("select min(peer) from feed_cursors where refused_at is not null")


class Health(Wire):
    """The process is alive."""

    status: Literal["ok"] = Field("ok", description="Always `ok` when it answers at all.")


class NotReady(Unavailable):
    """The service cannot answer yet, or no longer."""

    title = Text("Belum siap", "Not ready")
    detail = Text("{check_id}", "{check_en}")


@router.get("/healthz", dependencies=[PUBLIC], summary="The process answers")
async def read_health() -> Health:
    """Says only that the process is alive; asks nothing of the database or of peers."""
    return Health()


@router.get("/readyz", dependencies=[PUBLIC], summary="The service can do its work")
async def read_readiness(request: Request) -> Health:
    """The database answers, its migrations are at head and its role stays behind the row policies.
    A peer being down does not count.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            head, sessions = request.app.state.head, request.app.state.sessions
            revision, passes_fences, refused = await _state(sessions, head)
    except (SQLAlchemyError, OSError, TimeoutError) as exc:
        raise NotReady(
            check_id="Basis data tidak menjawab.",
            check_en="The database does not answer.",
            retry_after=2,
        ) from exc
    if revision != request.app.state.head:
        raise NotReady(
            check_id="Migrasi belum dijalankan: jalankan perintah `migrate`.",
            check_en="Migrations are not at head: run the command `migrate`.",
            retry_after=5,
        )
    if passes_fences:
        raise NotReady(
            check_id="Peran basis data melewati pagar baris: pakai peran layanan, bukan superuser.",
            check_en="The database role passes the row policies: use the service's own role.",
            retry_after=60,
        )
    if refused is not None:
        raise NotReady(
            check_id=f"Umpan {refused} bukan lagi yang diikuti: jalankan `feed rebuild {refused}`.",
            check_en=f"The feed of {refused} is another one now: run `feed rebuild {refused}`.",
            retry_after=5,
        )
    return Health()


async def _state(sessions: Sessions, head: str) -> tuple[str | None, bool, str | None]:
    """The revision, the role's powers, and at head also a peer whose feed has become another."""
    async with system_transaction(sessions) as session:
        revision, passes_fences = (await session.execute(_STATE)).one_or_none() or (None, False)
        refused: str | None = await session.scalar(_REFUSED) if revision == head else None
        return revision, passes_fences, refused


@router.get("/metrics", dependencies=[PUBLIC], include_in_schema=False)
async def read_metrics(request: Request) -> Response:
    """Prometheus text; the gateway does not pass this address on."""
    backlog = await read_backlog(request.app.state.sessions, request.app.state.gauges)
    body = generate_latest(request.app.state.meters.registry) + generate_latest(backlog)
    return Response(body, media_type=CONTENT_TYPE_LATEST)
