"""How a client says who it is, and which key signs when."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, unquote_plus

from registry.access.clients.rules import LONGEST_TOKEN_LIFE, OAuthRefusal, TokenRequest

ALGORITHM = "ES256"
KEYS_CACHED = timedelta(minutes=10)
"""How long services keep the key set; a new key is published that long before it signs."""

SKEW = timedelta(minutes=1)
KEY_AGE = timedelta(days=90)
_LONGEST_BODY = 8192


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """When a signing key begins to sign."""

    kid: str
    created_at: datetime
    signs_from: datetime


def read_token_request(
    authorization: str | None, content_type: str, body: bytes
) -> TokenRequest | OAuthRefusal:
    """Client credentials by Basic or in the form, never both (RFC 6749 §2.3.1)."""
    form = _read_form(content_type, body)
    if form is None or "grant_type" not in form:
        return OAuthRefusal.INVALID_REQUEST
    if form["grant_type"] != "client_credentials":
        return OAuthRefusal.UNSUPPORTED_GRANT_TYPE
    credentials = _credentials(authorization, form)
    if isinstance(credentials, OAuthRefusal):
        return credentials
    asked = tuple(dict.fromkeys(form["scope"].split())) if "scope" in form else None
    return TokenRequest(*credentials, asked)


def signing_key(keys: Sequence[KeyTimes], now: datetime) -> KeyTimes | None:
    """The newest key whose time has come."""
    due = [key for key in keys if key.signs_from <= now]
    return max(due, key=lambda key: key.signs_from, default=None)


def published_keys(keys: Sequence[KeyTimes], now: datetime) -> list[KeyTimes]:
    """Keys to publish: those to come, the one signing, and those whose tokens still live."""
    ordered = sorted(keys, key=lambda key: key.signs_from)
    return [
        key
        for key, successor in zip(ordered, [*ordered[1:], None], strict=True)
        if successor is None or now < successor.signs_from + LONGEST_TOKEN_LIFE + SKEW
    ]


def is_due_for_rotation(keys: Sequence[KeyTimes], now: datetime) -> bool:
    """Whether the newest key has reached its age."""
    return all(now - key.created_at >= KEY_AGE for key in keys)


def _read_form(content_type: str, body: bytes) -> dict[str, str] | None:
    kind = content_type.partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded" or len(body) > _LONGEST_BODY:
        return None
    try:
        text = "&".join(filter(None, body.decode("ascii").split("&")))
        pairs = parse_qsl(text, strict_parsing=True, max_num_fields=20)
    except ValueError:
        return None
    form = dict(pairs)
    printable = all(value.isprintable() for value in form.values())
    return form if printable and len(form) == len(pairs) else None


def _credentials(authorization: str | None, form: dict[str, str]) -> tuple[str, str] | OAuthRefusal:
    if authorization is None:
        pair = form.get("client_id", ""), form.get("client_secret", "")
        return pair if all(pair) else OAuthRefusal.INVALID_CLIENT
    if "client_secret" in form:
        return OAuthRefusal.INVALID_REQUEST
    pair = _basic(authorization)
    if not all(pair):
        return OAuthRefusal.INVALID_CLIENT
    if form.get("client_id", pair[0]) != pair[0]:
        return OAuthRefusal.INVALID_REQUEST
    return pair


def _basic(authorization: str) -> tuple[str, str]:
    kind, _, encoded = authorization.partition(" ")
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return "", ""
    name, _, secret = text.partition(":")
    pair = unquote_plus(name), unquote_plus(secret)
    return pair if kind.lower() == "basic" and "\0" not in "".join(pair) else ("", "")
