"""Use cases: sign tokens, publish keys, make the next key in time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey

from registry.access.clients.service import Grant
from registry.access.issuer import queries
from registry.access.issuer.rules import (
    ALGORITHM,
    KEYS_CACHED,
    KeyTimes,
    is_due_for_rotation,
    published_keys,
    signing_key,
)
from registry.access.issuer.tables import SigningKey
from registry.sealing import Vault
from shared.blocked import blocked_now, digest_of
from shared.database import Session
from shared.events.log import record

SEALED_IN = "signing_keys.sealed_private."
CLOCK = "clock"
"""Who makes a key because it is time, or because there is none yet."""


@dataclass(frozen=True, slots=True)
class Issuance:
    """What every token of this issuer says about itself."""

    issuer: str
    audiences: tuple[str, ...]
    lifetime: int


async def sign_token(
    session: Session, vault: Vault, grant: Grant, issuance: Issuance, now: datetime
) -> str:
    """An access token as of RFC 9068."""
    row = await _key_signing_now(session, vault, now)
    private = json.loads(vault.open(bytes(row.sealed_private), f"{SEALED_IN}{row.kid}"))
    issued = int(now.timestamp())
    claims = {
        "iss": issuance.issuer,
        "sub": grant.client.client_id,
        "client_id": grant.client.client_id,
        "aud": list(issuance.audiences),
        "scope": " ".join(grant.scope),
        "institution": list(grant.client.institutions),
        "jti": str(uuid4()),
        "iat": issued,
        "exp": issued + issuance.lifetime,
    }
    header = {"typ": "at+jwt", "alg": ALGORITHM, "kid": row.kid}
    return jwt.encode(header, claims, ECKey.import_key(private))


async def is_blocked(session: Session, issuer: str, client_id: str, now: datetime) -> bool:
    """Whether services refuse the client anyway."""
    return digest_of(issuer, client_id) in await blocked_now(session, now)


async def public_keys(session: Session, vault: Vault, now: datetime) -> dict[str, Any]:
    """The key set to publish (RFC 7517): keys to come, the one signing, and lately retired ones."""
    await _key_signing_now(session, vault, now)
    rows = await queries.signing_keys(session)
    kids = {key.kid for key in published_keys(_times(rows), now)}
    return {"keys": [row.public_jwk for row in rows if row.kid in kids]}


async def make_next_key(session: Session, vault: Vault, now: datetime, *, actor: str) -> SigningKey:
    """A key that services learn before it signs."""
    await queries.take_turn_making_keys(session)
    return await _make_key(session, vault, now, signs_from=now + KEYS_CACHED, actor=actor)


async def rotate_when_due(session: Session, vault: Vault, now: datetime) -> bool:
    """Whether a new key was made because the newest one is old."""
    await queries.take_turn_making_keys(session)
    rows = await queries.signing_keys(session)
    if not rows or not is_due_for_rotation(_times(rows), now):
        return False
    await _make_key(session, vault, now, signs_from=now + KEYS_CACHED, actor=CLOCK)
    return True


async def _key_signing_now(session: Session, vault: Vault, now: datetime) -> SigningKey:
    """The newest key whose time has come; the very first one is made here."""
    rows = await queries.signing_keys(session)
    if not rows:
        await queries.take_turn_making_keys(session)
        rows = await queries.signing_keys(session)
    if not rows:
        return await _make_key(session, vault, now, signs_from=now, actor=CLOCK)
    chosen = signing_key(_times(rows), now)
    return next((row for row in rows if chosen and row.kid == chosen.kid), rows[0])


async def _make_key(
    session: Session, vault: Vault, now: datetime, *, signs_from: datetime, actor: str
) -> SigningKey:
    key = ECKey.generate_key("P-256")
    kid = key.thumbprint()
    private = json.dumps(key.as_dict(private=True)).encode()
    row = SigningKey(
        kid=kid,
        public_jwk={**key.as_dict(private=False), "kid": kid, "use": "sig", "alg": ALGORITHM},
        sealed_private=vault.seal(private, f"{SEALED_IN}{kid}"),
        created_at=now,
        signs_from=signs_from,
    )
    await queries.keep_key(session, row)
    await record(
        session,
        type="signing_key.made.v1",
        subject=kid,
        data={"kid": kid, "signs_from": signs_from.isoformat()},
        person=None,
        internal=True,
        actor=actor,
        now=now,
    )
    return row


def _times(rows: Sequence[SigningKey]) -> list[KeyTimes]:
    return [KeyTimes(row.kid, row.created_at, row.signs_from) for row in rows]
