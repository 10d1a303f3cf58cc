"""What a client may ask for, and how often it may be wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

MOST_WRONG_SECRETS = 5
"""Wrong secrets a client may send within a minute before it is told to wait."""

LONGEST_TOKEN_LIFE = timedelta(minutes=10)

RESERVED_SCOPES = frozenset({"events.internal", "registry.clients.write"})
"""Only the operator's command gives these, so that no API caller can widen its own reach."""

_SCOPE = re.compile(r"[a-z]+(\.[a-z_]+){1,3}", re.ASCII)


class OAuthRefusal(StrEnum):
    """Errors of the token endpoint, RFC 6749 §5.2."""

    INVALID_REQUEST = "invalid_request"
    INVALID_CLIENT = "invalid_client"
    INVALID_SCOPE = "invalid_scope"
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
    TOO_MANY = "temporarily_unavailable"


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A well-formed request for a token."""

    client_id: str
    secret: str = field(repr=False)
    scope: tuple[str, ...] | None
    """What is asked for; ``None`` asks for everything granted."""


def read_scope(text: str) -> tuple[str, ...] | None:
    """Scopes separated by spaces; nothing when one of them has not the form of a scope."""
    scopes = tuple(dict.fromkeys(text.split()))
    return scopes if all(_SCOPE.fullmatch(scope) for scope in scopes) else None


def narrowed(
    granted: Sequence[str], asked: tuple[str, ...] | None
) -> tuple[str, ...] | OAuthRefusal:
    """The scope of a token: what was granted, or less of it when asked, never more."""
    if asked is None:
        return tuple(granted)
    return asked if asked and set(asked) <= set(granted) else OAuthRefusal.INVALID_SCOPE
