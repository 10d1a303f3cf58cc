"""Use cases: make, change, disable and enable clients, check their secrets."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from registry.access.clients import queries
from registry.access.clients.errors import (
    NEEDED,
    ClientDisabled,
    ClientUnknown,
    ScopeReserved,
    ScopeUnknown,
    ScopeUnreadable,
)
from registry.access.clients.rules import (
    ADMINISTRATION,
    MOST_WRONG_SECRETS,
    REFUSED_FOR,
    InstitutionsNamed,
    Kept,
    OAuthRefusal,
    Reach,
    TokenRequest,
    device_of,
    is_device,
    narrowed,
    read_scope,
    tie,
)
from registry.access.clients.tables import Client
from registry.scopes import BY_OPERATOR, EVERY
from shared.blocked import block, lift
from shared.blocked import digest_of as digest_of_principal
from shared.caller import Caller
from shared.database import Session
from shared.events import forget
from shared.events.log import record
from shared.reactions import follow

IN_HALVES = "."
"""Between two halves of a secret, each of which only one administrator has seen."""


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


def digest_of(secret: str) -> bytes:
    """What is kept of a secret, or of half of one."""
    return hashlib.sha256(secret.encode()).digest()


def digest_of_halves(first: bytes, second: bytes) -> bytes:
    """What is kept of a secret whose halves nobody has seen together."""
    return hashlib.sha256(first + second).digest()


def reach_of(scope: str, institutions: Sequence[str]) -> Reach:
    """Rights as they are written; scopes nobody knows are refused, whoever asks."""
    scopes = read_scope(scope)
    if scopes is None:
        raise ScopeUnreadable
    unknown = sorted(set(scopes) - EVERY)
    if unknown:
        raise ScopeUnknown(scopes=" ".join(unknown))
    return Reach(scopes, tuple(sorted(set(institutions))))


async def grantable(session: Session, reach: Reach) -> None:
    """Refuse what an API caller cannot give: scopes of the operator, unknown institutions."""
    reserved = sorted(BY_OPERATOR.intersection(reach.scopes))
    if reserved:
        raise ScopeReserved(scopes=" ".join(reserved))
    await follow(session, InstitutionsNamed(reach.institutions))


async def make(
    session: Session, client_id: str, name: str, reach: Reach, *, principal: str, now: datetime
) -> bool:
    """Whether the client was made; one there is stays as it is, disabled ones too."""
    row = {"client_id": client_id, "name": name, "created_at": now, **_columns(reach)}
    made = await queries.insert_client(session, row)
    if made:
        await _tell(session, "client.registered.v1", client_id, principal, now, **_columns(reach))
    return made


async def make_or_compare(
    session: Session,
    client_id: str,
    name: str,
    reach: Reach,
    secret: str | None,
    *,
    principal: str,
    now: datetime,
) -> tuple[Kept, ...] | None:
    """``None`` when the client was made; else in what the one there is differs, and stays."""
    if await make(session, client_id, name, reach, principal=principal, now=now):
        if secret is not None:
            await queries.keep_secret(session, client_id, digest_of(secret), now)
        return None
    found = await client(session, client_id)
    there = Reach(tuple(found.scopes), tuple(found.institutions))
    works = secret is None or await secret_works(session, client_id, secret, now)
    differs = {
        Kept.DISABLED: found.disabled_at is not None,
        Kept.ROTATED: not works,
        Kept.RIGHTS: not there.same_as(reach),
    }
    return tuple(kept for kept, so in differs.items() if so)


async def give(
    session: Session, client_id: str, reach: Reach, *, principal: str, now: datetime
) -> None:
    """Let the client do this from now on, neither more nor less."""
    await queries.write_rights(session, client_id, _columns(reach))
    await _tell(session, "client.changed.v1", client_id, principal, now, **_columns(reach))


async def client(session: Session, client_id: str) -> Client:
    """A client by its id, locked."""
    found = await queries.client_to_change(session, client_id)
    if found is None:
        raise ClientUnknown(client_id=client_id)
    return found


async def enabled_client(session: Session, client_id: str) -> Client:
    """A client by its id, provided it is not disabled."""
    found = await client(session, client_id)
    if found.disabled_at is not None:
        raise ClientDisabled(client_id=client_id)
    return found


async def untied(session: Session, client_id: str, caller: Caller, word: str) -> Client:
    """A client that a call may cut off; one administrator at a time finds out."""
    await queries.take_turn_cutting_off(session)
    found = await client(session, client_id)
    others = await queries.other_holders(session, ADMINISTRATION, client_id)
    own = caller.client_id == client_id
    kept = tie(found.scopes, BY_OPERATOR, own=own, others_administer=others)
    if kept and found.disabled_at is None:
        raise NEEDED[kept](client_id=client_id, word=word)
    return found


async def rotate_secret(
    session: Session, client_id: str, *, overlap: timedelta, principal: str, now: datetime
) -> Registration:
    """A new secret; the newest old one works until ``overlap`` has passed, older ones stop."""
    found = await enabled_client(session, client_id)
    secret = new_secret()
    await add_secret(session, client_id, digest_of(secret), overlap, now)
    await tell_of_rotation(session, client_id, principal, now)
    return Registration(found, secret)


async def tell_of_rotation(session: Session, client_id: str, principal: str, now: datetime) -> None:
    """Auditors hear that there is a new secret, never what it is."""
    await _tell(session, "client.secret_rotated.v1", client_id, principal, now)


async def disable(
    session: Session, client_id: str, *, issuer: str, principal: str, now: datetime
) -> None:
    """No new tokens from now on, and services told to refuse the ones that still live."""
    await client(session, client_id)
    if await queries.disable_client(session, client_id, now):
        digest, until = digest_of_principal(issuer, client_id), now + REFUSED_FOR
        await block(session, digest, until=until)
        facts = {"principal_sha256": digest.hex(), "until": until.isoformat()}
        await _tell(session, "client.disabled.v1", client_id, principal, now, **facts)


async def enable(
    session: Session, client_id: str, *, issuer: str, principal: str, now: datetime
) -> None:
    """Tokens again, with the secret it had: what only an operator does."""
    await client(session, client_id)
    if await queries.enable_client(session, client_id):
        digest = digest_of_principal(issuer, client_id)
        await lift(session, digest)
        facts = {"principal_sha256": digest.hex()}
        await _tell(session, "client.enabled.v1", client_id, principal, now, **facts)


async def grant(
    session: Session, asked: TokenRequest, bucket: int, now: datetime
) -> Grant | OAuthRefusal:
    """Check who asks and narrow the scope.

    After a few wrong secrets the right one waits, too, so that guessing learns nothing; clients
    nobody knows are counted like those there are.
    """
    minute = now.replace(second=0, microsecond=0)
    if await queries.wrong_secrets(session, bucket, minute) >= MOST_WRONG_SECRETS:
        return OAuthRefusal.TOO_MANY
    found = await queries.client_of(session, asked.client_id)
    if found is None or not await secret_works(session, asked.client_id, asked.secret, now):
        wrong = await queries.count_wrong_secret(session, bucket, minute)
        too_many = wrong > MOST_WRONG_SECRETS
        return OAuthRefusal.TOO_MANY if too_many else OAuthRefusal.INVALID_CLIENT
    if found.disabled_at is not None:
        return OAuthRefusal.INVALID_CLIENT
    scope = narrowed(found.scopes, asked.scope)
    return scope if isinstance(scope, OAuthRefusal) else Grant(found, scope)


async def secret_works(session: Session, client_id: str, secret: str, now: datetime) -> bool:
    """Whether it is one of the client's secrets, written as one or as two halves."""
    first, dot, second = secret.partition(IN_HALVES)
    digests = [digest_of(secret)]
    if dot:
        digests.append(digest_of_halves(digest_of(first), digest_of(second)))
    live = await queries.live_secrets(session, client_id, now)
    return any(hmac.compare_digest(d, bytes(kept.sha256)) for kept in live for d in digests)


async def add_secret(
    session: Session, client_id: str, digest: bytes, overlap: timedelta, now: datetime
) -> None:
    """A secret that works from now on, beside the newest old one for as long as ``overlap``."""
    live = await queries.live_secrets(session, client_id, now)
    await queries.expire_secrets(session, [old.id for old in live[:1]], now + overlap)
    await queries.expire_secrets(session, [old.id for old in live[1:]], now)
    await queries.keep_secret(session, client_id, digest, now)
    await queries.delete_expired_secrets(session, now)


def _columns(reach: Reach) -> dict[str, Any]:
    return {"scopes": list(reach.scopes), "institutions": list(reach.institutions)}


async def _tell(
    session: Session, type: str, client_id: str, principal: str, now: datetime, **facts: Any
) -> None:
    await record(
        session,
        type=type,
        subject=client_id,
        data={"client_id": client_id, **facts},
        person=device_of(client_id),
        internal=True,
        actor=principal,
        now=now,
    )


async def is_a_device(session: Session, client_id: str) -> bool:
    """Whether there is such a client, and it sees to one person's own things only."""
    found = await queries.client_to_change(session, client_id)
    return found is not None and is_device(found.scopes)


async def forget_device(session: Session, client_id: str) -> None:
    """Delete the client of a person who was erased, and what the log tells of it."""
    await queries.delete_client(session, client_id)
    await forget(session, device_of(client_id))
