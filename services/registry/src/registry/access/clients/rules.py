"""What a client may ask for, how often it may be wrong, and whom nobody cuts off."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Address, ip_address, ip_network
from uuid import NAMESPACE_URL, UUID, uuid5

MOST_WRONG_SECRETS = 5
"""Wrong secrets for a client from one network within a minute before it is told to wait."""

BUCKETS = 2**18
"""Where wrong secrets are counted: no stranger makes more rows than that."""

LONGEST_TOKEN_LIFE = timedelta(minutes=10)
REFUSED_FOR = LONGEST_TOKEN_LIFE + timedelta(minutes=1)
"""How long services refuse a disabled client: its last token has ended by then, on any clock."""

ADMINISTRATION = "registry.clients.write"
FEWEST_ADMINISTRATORS = 2

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


@dataclass(frozen=True, slots=True)
class Reach:
    """What a client may do, and for which institutions."""

    scopes: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()

    def same_as(self, other: "Reach") -> bool:
        """Whether both allow the same, in whatever order they say it."""
        return set(self.scopes) == set(other.scopes) and set(self.institutions) == set(
            other.institutions
        )


@dataclass(frozen=True, slots=True)
class InstitutionsNamed:
    """Somebody is to act for these institutions: they must be known."""

    codes: tuple[str, ...]


class Kept(StrEnum):
    """In what a client that exists differs from a file, which changes nothing of it."""

    DISABLED = "disabled"
    ROTATED = "rotated"
    RIGHTS = "rights"


class Tie(StrEnum):
    """Why a client is not cut off by a call."""

    OF_A_SERVICE = "of_a_service"
    OWN = "own"
    ONE_OF_TWO_ADMINISTRATORS = "one_of_two_administrators"


def tie(
    scopes: Sequence[str], of_services: frozenset[str], *, own: bool, others_administer: int
) -> Tie | None:
    """What keeps a client from being disabled or given another secret by a call, if anything.

    Two administrators stay: with one, nobody would be left to confirm what that one proposes.
    """
    if not of_services.isdisjoint(scopes):
        return Tie.OF_A_SERVICE
    if own:
        return Tie.OWN
    if ADMINISTRATION in scopes and others_administer < FEWEST_ADMINISTRATORS:
        return Tie.ONE_OF_TWO_ADMINISTRATORS
    return None


def network_of(address: str) -> str:
    """Who shares a count: one IPv4 address, or the 64 bits that a network of IPv6 is given."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))


def bucket_of(fingerprint: bytes) -> int:
    """Where a client and a network are counted; with a keyed fingerprint nobody aims at another."""
    return int.from_bytes(fingerprint[:8]) % BUCKETS


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


def device_of(client_id: str) -> UUID:
    """The opaque id under which the log knows a client that may be somebody's device."""
    return uuid5(NAMESPACE_URL, f"urn:lencana:client:{client_id}")


def is_device(scopes: Collection[str]) -> bool:
    """Whether a client can see to one person's own things and to nothing else."""
    return all(scope.endswith(".me") for scope in scopes)
