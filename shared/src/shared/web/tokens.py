"""Checks bearer tokens (RFC 9068) against the configured issuers, and refuses forged ones.

The rules are those of RFC 8725: the algorithm is pinned to the issuer, never read from the token;
``kid`` must name a published key; ``jku``, ``x5u``, ``jwk`` and ``x5c`` are never followed.
"""

import hashlib
import json
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.settings import Issuer

LEEWAY_SECONDS = 30
LONGEST_TOKEN = 8192
REMEMBERED_TOKENS = 4096
REMEMBERED_SECONDS = 60
_CODE = re.compile(r"[a-z]+:[A-Za-z0-9.]{1,60}", re.ASCII)
_TYPES = ("at+jwt", "application/at+jwt")


class TokenRefused(Exception):
    """The reason goes to the log only; callers hear one and the same sentence."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a genuine token says."""

    issuer: str
    subject: str
    client_id: str
    scopes: frozenset[str]
    institutions: frozenset[str]
    expires: float


class KeySource(Protocol):
    """Where an issuer's public keys come from."""

    async def key_set(self, kid: str) -> KeySet:
        """Keys that should contain ``kid``; ``TokenRefused`` when none can be had."""


@dataclass(frozen=True, slots=True)
class FixedKeys:
    """Keys written in the settings."""

    keys: KeySet

    async def key_set(self, kid: str) -> KeySet:
        """The same keys always."""
        return self.keys


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """An issuer and the way to its keys."""

    settings: Issuer
    keys: KeySource


class TokenVerifier:
    """Verifies tokens for one audience; remembers verdicts on good ones for a minute."""

    def __init__(
        self,
        audience: str,
        issuers: Sequence[TrustedIssuer],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._audience = audience
        self._clock = clock
        self._issuers = {trusted.settings.issuer: trusted for trusted in issuers}
        self._known: OrderedDict[bytes, tuple[float, Claims]] = OrderedDict()

    async def verify(self, token: str) -> Claims:
        """The claims of a genuine, current token for this audience; else ``TokenRefused``."""
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise TokenRefused("too long or not ASCII")
        now = self._clock()
        digest = hashlib.sha256(token.encode()).digest()
        known = self._known.get(digest)
        if known is not None and known[0] > now:
            return known[1]
        claims = await self._check(token, now)
        self._known[digest] = (min(claims.expires, now + REMEMBERED_SECONDS), claims)
        while len(self._known) > REMEMBERED_TOKENS:
            self._known.popitem(last=False)
        return claims

    async def _check(self, token: str, now: float) -> Claims:
        header, payload = _unverified(token)
        trusted = self._issuers.get(_text(payload, "iss"))
        if trusted is None:
            raise TokenRefused("issuer not trusted")
        _check_header(header, trusted.settings, payload)
        keys = await trusted.keys.key_set(header["kid"])
        key = next((k for k in keys.keys if k.kid == header["kid"]), None)
        if key is None:
            raise TokenRefused("kid not published")
        try:
            jws.deserialize_compact(token, key, algorithms=list(trusted.settings.algorithms))
        except (JoseError, ValueError) as exc:
            raise TokenRefused("signature") from exc
        return self._read(payload, trusted.settings, now)

    def _read(self, payload: dict[str, Any], issuer: Issuer, now: float) -> Claims:
        expires, issued = _moment(payload, "exp"), _moment(payload, "iat")
        if expires <= now - LEEWAY_SECONDS or issued > now + LEEWAY_SECONDS:
            raise TokenRefused("not current")
        if "nbf" in payload and _moment(payload, "nbf") > now + LEEWAY_SECONDS:
            raise TokenRefused("not yet valid")
        audience = payload.get("aud")
        if self._audience not in ([audience] if isinstance(audience, str) else _texts(audience)):
            raise TokenRefused("another audience")
        _text(payload, "jti")
        client = payload.get("client_id", payload.get("azp"))
        if not isinstance(client, str) or not client:
            raise TokenRefused("no client")
        scope = payload.get("scope", "")
        if not isinstance(scope, str):
            raise TokenRefused("scope is not text")
        return Claims(
            issuer=issuer.issuer,
            subject=_text(payload, "sub"),
            client_id=client,
            scopes=frozenset(scope.split()),
            institutions=frozenset(_codes(payload.get(issuer.institution_claim, []))),
            expires=expires,
        )


def _unverified(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and payload, only to choose the issuer whose keys must then prove them."""
    if token.count(".") != 2 or "=" in token:
        raise TokenRefused("not a compact JWS")
    try:
        parts = jws.extract_compact(token.encode())
        header, payload = parts.headers(), json.loads((parts.payload or b"").decode("utf-8"))
    except (JoseError, ValueError, RecursionError) as exc:
        raise TokenRefused("unreadable") from exc
    if not isinstance(payload, dict):
        raise TokenRefused("payload is not an object")
    return header, payload


def _check_header(header: dict[str, Any], issuer: Issuer, payload: dict[str, Any]) -> None:
    if header.get("alg") not in issuer.algorithms:
        raise TokenRefused("algorithm not allowed for this issuer")
    if not isinstance(header.get("kid"), str) or "crit" in header:
        raise TokenRefused("no kid, or critical headers")
    kind = str(header.get("typ", "")).lower()
    plain = issuer.accept_typ_jwt and kind == "jwt" and payload.get("typ") == "Bearer"
    if kind not in _TYPES and not plain:
        raise TokenRefused("not an access token")


def _text(payload: dict[str, Any], claim: str) -> str:
    value = payload.get(claim)
    if not isinstance(value, str) or not 0 < len(value) <= 255:
        raise TokenRefused(f"claim {claim}")
    return value


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise TokenRefused("claim is not a list of texts")
    return value


def _codes(value: Any) -> list[str]:
    """Institution codes; nothing that could mean more than one row policy says."""
    codes = _texts(value)
    if not all(_CODE.fullmatch(code) for code in codes):
        raise TokenRefused("not an institution code")
    return codes


def _moment(payload: dict[str, Any], claim: str) -> float:
    value = payload.get(claim)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused(f"claim {claim}")
    return float(value)
