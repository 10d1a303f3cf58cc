"""Use cases: make, change and disable clients, check their secrets."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from registry.access.clients import queries
from registry.access.clients.errors import (
    ClientDisabled,
    ClientUnknown,
    ScopeReserved,
    ScopeUnreadable,
)
from registry.access.clients.rules import (
    LONGEST_TOKEN_LIFE,
    MOST_WRONG_SECRETS,
    RESERVED_SCOPES,
    OAuthRefusal,
    TokenRequest,
    narrowed,
    read_scope,
)
from registry.access.clients.tables import Client
from shared.database import Session
from shared.events.log import record


@dataclass(frozen=True, slots=True)
class Rights:
    """What a client is called and may do."""

    name: str
    scope: str
    institutions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token may say."""

    client: Client
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registration:
    """A client and its new secret, which is shown once."""

    client: Client
    secret: str = field(repr=False)


def new_secret() -> str:
    """256 bits of chance, with a prefix that scanners for leaked secrets can look for."""
    return f"lencana_{secrets.token_urlsafe(32)}"


async def register(session: Session, client_id: str, rights: Rights, now: datetime) -> Registration:
    """Make a client for an API caller, who cannot give the operator's scopes."""
    scopes = _scopes(rights.scope)
    reserved = sorted(RESERVED_SCOPES.intersection(scopes))
    if reserved:
        raise ScopeReserved(scopes=" ".join(reserved))
    secret = new_secret()
    await put_client(session, client_id, rights, secret, overlap=timedelta(0), now=now)
    return Registration(await client(session, client_id), secret)


async def put_client(
    session: Session,
    client_id: str,
    rights: Rights,
    secret: str | None,
    *,
    overlap: timedelta,
    now: datetime,
) -> None:
    """Make the client, or bring the one there is to these rights and this secret."""
    row = {
        "client_id": client_id,
        "name": rights.name,
        "scopes": _scopes(rights.scope),
        "institutions": sorted(set(rights.institutions)),
        "created_at": now,
    }
    await queries.write_client(session, row)
    if secret is not None:
        await _add_secret(session, client_id, secret, overlap, now)


async def client(session: Session, client_id: str) -> Client:
    """A client by its id."""
    found = await queries.client_to_change(session, client_id)
    if found is None:
        raise ClientUnknown(client_id=client_id)
    return found


async def rotate_secret(
    session: Session, client_id: str, *, overlap: timedelta, now: datetime
) -> Registration:
    """A new secret; the newest old one works until ``overlap`` has passed, older ones stop."""
    found = await client(session, client_id)
    if found.disabled_at is not None:
        raise ClientDisabled(client_id=client_id)
    secret = new_secret()
    await _add_secret(session, client_id, secret, overlap, now)
    return Registration(found, secret)


async def disable(session: Session, client_id: str, *, principal: str, now: datetime) -> None:
    """No new tokens from now on, and services told to refuse the ones that still live."""
    await client(session, client_id)
    if not await queries.disable_client(session, client_id, now):
        return
    until = now + LONGEST_TOKEN_LIFE
    await record(
        session,
        type="client.disabled.v1",
        subject=client_id,
        data={"client_id": client_id, "until": until.isoformat()},
        person=None,
        internal=True,
        actor=principal,
        now=now,
    )


async def grant(session: Session, asked: TokenRequest, now: datetime) -> Grant | OAuthRefusal:
    """Check who asks and narrow the scope; wrong secrets of a known client are counted."""
    found = await queries.client_of(session, asked.client_id)
    if found is None:
        return OAuthRefusal.INVALID_CLIENT
    if not await _secret_is_right(session, asked, now):
        minute = now.replace(second=0, microsecond=0)
        failures = await queries.count_failure(session, found.client_id, minute)
        too_many = failures > MOST_WRONG_SECRETS
        return OAuthRefusal.TOO_MANY if too_many else OAuthRefusal.INVALID_CLIENT
    if found.disabled_at is not None:
        return OAuthRefusal.INVALID_CLIENT
    scope = narrowed(found.scopes, asked.scope)
    return scope if isinstance(scope, OAuthRefusal) else Grant(found, scope)


async def _secret_is_right(session: Session, asked: TokenRequest, now: datetime) -> bool:
    digest = _digest(asked.secret)
    live = await queries.live_secrets(session, asked.client_id, now)
    return any(hmac.compare_digest(digest, bytes(secret.sha256)) for secret in live)


async def _add_secret(
    session: Session, client_id: str, secret: str, overlap: timedelta, now: datetime
) -> None:
    digest = _digest(secret)
    live = await queries.live_secrets(session, client_id, now)
    if live and hmac.compare_digest(digest, bytes(live[0].sha256)):
        return
    await queries.expire_secrets(session, [old.id for old in live[:1]], now + overlap)
    await queries.expire_secrets(session, [old.id for old in live[1:]], now)
    await queries.keep_secret(session, client_id, digest, now)
    await queries.delete_expired_secrets(session, now)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _scopes(text: str) -> list[str]:
    scopes = read_scope(text)
    if scopes is None:
        raise ScopeUnreadable
    return list(scopes)
