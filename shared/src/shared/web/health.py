"""Is the process alive, can it answer, and what do its numbers say."""

import asyncio
from typing import Literal

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from pydantic import Field
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from shared.database import Sessions, system_transaction
from shared.errors import Unavailable
from shared.language import Text
from shared.web.auth import PUBLIC
from shared.web.routing import api_router
from shared.wire import Wire

PATIENCE_SECONDS = 3
router = api_router(tags=["operations"], any_query=True)

_LAG = text("select peer, head - position as lag from feed_cursors")
_UNPUBLISHED = text("select count(*) from events where position is null")
_PUBLISHED = text("select coalesce(max(position), 0) from events")
_QUEUED = text("select count(*) from pgqueuer")
_STATE = text(
    """
    select version_num, rolsuper or rolbypassrls as passes_fences
    from alembic_version, pg_roles where rolname = current_user
    """
)


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
            revision, passes_fences = await _state(request.app.state.sessions)
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
    return Health()


async def _state(sessions: Sessions) -> tuple[str | None, bool]:
    async with system_transaction(sessions) as session:
        revision, passes_fences = (await session.execute(_STATE)).one_or_none() or (None, False)
        return revision, passes_fences


@router.get("/metrics", dependencies=[PUBLIC], include_in_schema=False)
async def read_metrics(request: Request) -> Response:
    """Prometheus text; the gateway does not pass this address on."""
    backlog = await _backlog(request.app.state.sessions)
    body = generate_latest(request.app.state.meters.registry) + generate_latest(backlog)
    return Response(body, media_type=CONTENT_TYPE_LATEST)


async def _backlog(sessions: Sessions) -> CollectorRegistry:
    """Gauges read from the database at the moment of asking."""
    registry = CollectorRegistry()
    numbers = (
        ("lencana_events_unpublished", "Events without a position yet.", _UNPUBLISHED),
        ("lencana_events_published", "Position of the newest event.", _PUBLISHED),
        ("lencana_jobs_queued", "Jobs waiting or running.", _QUEUED),
    )
    lag = Gauge(
        "lencana_feed_lag", "Events of a peer not applied yet.", ("peer",), registry=registry
    )
    async with system_transaction(sessions) as session:
        for name, help_text, statement in numbers:
            value = await session.scalar(statement)
            Gauge(name, help_text, registry=registry).set(float(value or 0))
        for peer, behind in (await session.execute(_LAG)).all():
            lag.labels(peer).set(behind)
    return registry
