"""Use cases: block a principal everywhere, and lift it."""

from datetime import datetime
from typing import Any

from registry.access.blocks import queries
from registry.access.blocks.errors import BlockUnknown, PrincipalIsOwn
from registry.access.blocks.rules import Principal
from registry.access.clients import service as clients
from shared import blocked
from shared.caller import Caller
from shared.database import Session
from shared.events.log import record


async def block_for(
    session: Session,
    principal: Principal,
    until: datetime | None,
    *,
    caller: Caller,
    own_issuer: str,
    now: datetime,
) -> bytes:
    """As an administrator asks: no client that is needed, and nobody themselves."""
    if caller.principal == principal.name:
        raise PrincipalIsOwn
    if principal.issuer == own_issuer:
        await clients.untied(session, principal.subject, caller, "disable")
    return await block(session, principal, until, actor=caller.principal, now=now)


async def block(
    session: Session, principal: Principal, until: datetime | None, *, actor: str, now: datetime
) -> bytes:
    """No service takes the principal's tokens until then, or until it is lifted."""
    digest = blocked.digest_of(principal.issuer, principal.subject)
    await blocked.block(session, digest, until=until)
    told = until.isoformat() if until else None
    await _tell(session, "principal.blocked.v1", digest, actor, now, until=told)
    return digest


async def lift(session: Session, digest: bytes, *, actor: str, now: datetime) -> None:
    """The principal may call again."""
    if not await queries.is_blocked(session, digest):
        raise BlockUnknown(block_id=digest.hex())
    await blocked.lift(session, digest)
    await _tell(session, "principal.unblocked.v1", digest, actor, now)


async def _tell(
    session: Session, type: str, digest: bytes, actor: str, now: datetime, **facts: Any
) -> None:
    await record(
        session,
        type=type,
        subject=digest.hex(),
        data={"principal_sha256": digest.hex(), **facts},
        person=None,
        internal=True,
        actor=actor,
        now=now,
    )
