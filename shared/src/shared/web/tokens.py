"""Checks bearer tokens (RFC 9068) against the configured issuers, and refuses forged ones.

The rules are those of RFC 8725: the algorithm is pinned to the issuer, never read from the token;
``kid`` must name a published key; ``jku``, ``x5u``, ``jwk`` and ``x5c`` are never followed.
"""

import base64
import hashlib
import re
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.settings import Issuer
from shared.wire import strict_json

LEEWAY_SECONDS = 30
LONGEST_TOKEN = 8192
LONGEST_LIFE_SECONDS = 3600
"""No issuer's token is good for longer, whatever it says: what leaks must end by itself."""

REMEMBERED_BYTES = 8 * 1024 * 1024
REMEMBERED_SECONDS = 60
LATEST_SECONDS = 2**53
"""Beyond, a number of seconds is no moment, and may be none at all: infinite, or not a number."""

_CODE = re.compile(r"[a-z]+:[A-Za-z0-9.]{1,60}", re.ASCII)
_TYPES = ("at+jwt", "application/at+jwt")


class TokenRefused(Exception):
    """The reason goes to the log only; callers hear one and the same sentence."""


class KeysOutOfReach(Exception):
    """The token may be genuine; its issuer does not tell the keys now, so nobody can say."""


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
        """Keys that should contain ``kid``; ``KeysOutOfReach`` when they cannot be had now."""


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


class Remembered:
    """Good tokens by their hash, the oldest forgotten when they fill a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._kept: OrderedDict[bytes, tuple[float, Claims, int]] = OrderedDict()

    def find(self, digest: bytes, now: float) -> Claims | None:
        """The claims, while they may be remembered."""
        until, claims, _ = self._kept.get(digest, (0.0, None, 0))
        return claims if now < until else None

    def keep(self, digest: bytes, until: float, claims: Claims) -> None:
        """Remember a token until a moment."""
        self._drop(digest)
        size = size_of(claims)
        self._kept[digest] = (until, claims, size)
        self._held += size
        while self._held > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, digest: bytes) -> None:
        *_, size = self._kept.pop(digest, (0,))
        self._held -= int(size)


def size_of(claims: Claims) -> int:
    """Bytes that remembering them takes, each text and each set with it, and the place itself."""
    texts = (claims.issuer, claims.subject, claims.client_id, *claims.scopes, *claims.institutions)
    sets = (claims.scopes, claims.institutions)
    return 512 + sum(map(sys.getsizeof, texts)) + sum(map(sys.getsizeof, sets))


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
        self._known = Remembered(REMEMBERED_BYTES)

    async def verify(self, token: str) -> Claims:
        """The claims of a genuine, current token for this audience; else ``TokenRefused``.

        ``KeysOutOfReach`` while nobody can tell.
        """
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise TokenRefused("too long or not ASCII")
        now = self._clock()
        digest = hashlib.sha256(token.encode()).digest()
        known = self._known.find(digest, now)
        if known is not None:
            return known
        claims = await self._check(token, now)
        self._known.keep(digest, min(claims.expires, now + REMEMBERED_SECONDS), claims)
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
        if max(expires - now, expires - issued) > LONGEST_LIFE_SECONDS + LEEWAY_SECONDS:
            raise TokenRefused("lives too long")
        if "nbf" in payload and _moment(payload, "nbf") > now + LEEWAY_SECONDS:
            raise TokenRefused("not yet valid")
        audience = payload.get("aud")
        if self._audience not in ([audience] if isinstance(audience, str) else _texts(audience)):
            raise TokenRefused("another audience")
        _text(payload, "jti")
        client = _text(payload, "client_id" if "client_id" in payload else "azp")
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
    """Header and payload, only to choose the issuer whose keys must then prove them.

    Read strictly: a member that stands twice means one thing here and another elsewhere.
    """
    if token.count(".") != 2 or "=" in token:
        raise TokenRefused("not a compact JWS")
    try:
        parts = jws.extract_compact(token.encode())
        header, payload = (strict_json(raw or b"") for raw in (_header(token), parts.payload))
    except (JoseError, ValueError) as exc:
        raise TokenRefused("unreadable") from exc
    if not isinstance(payload, dict) or header != parts.headers():
        raise TokenRefused("not an object")
    return header, payload


def _header(token: str) -> bytes:
    encoded = token.partition(".")[0]
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


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
    if not isinstance(value, str) or not 0 < len(value) <= 255 or not value.isprintable():
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
    if not 0 <= value <= LATEST_SECONDS:
        raise TokenRefused(f"claim {claim} is no moment")
    return float(value)
