"""The limits of a client, and the words of RFC 6749."""

from datetime import timedelta

import pytest

from registry.access.clients.rules import (
    BUCKETS,
    LONGEST_TOKEN_LIFE,
    MOST_WRONG_SECRETS,
    OAuthRefusal,
    TokenRequest,
    bucket_of,
    narrowed,
    network_of,
    read_scope,
)


def test_a_token_lives_ten_minutes_and_five_wrong_secrets_are_enough() -> None:
    assert timedelta(minutes=10) == LONGEST_TOKEN_LIFE
    assert MOST_WRONG_SECRETS == 5
    assert [*OAuthRefusal] == [
        "invalid_request",
        "invalid_client",
        "invalid_scope",
        "unsupported_grant_type",
        "temporarily_unavailable",
    ]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("a.b c.d_e.f.g a.b", ("a.b", "c.d_e.f.g")),
        ("", ()),
        ("a", None),
        ("a.b.c.d.e", None),
        ("A.b", None),
        ("a.b1", None),
        ("a.b é.c", None),
    ],
)
def test_a_scope_has_two_to_four_parts(text: str, scopes: tuple[str, ...] | None) -> None:
    assert read_scope(text) == scopes


def test_a_token_never_says_more_than_was_granted() -> None:
    assert narrowed(["a.b", "c.d"], None) == ("a.b", "c.d")
    assert narrowed(["a.b", "c.d"], ("c.d",)) == ("c.d",)
    assert narrowed(["a.b"], ("a.b", "c.d")) is OAuthRefusal.INVALID_SCOPE
    assert narrowed(["a.b"], ()) is OAuthRefusal.INVALID_SCOPE


def test_a_request_never_prints_its_secret() -> None:
    assert "geheim" not in repr(TokenRequest("app", "geheim", None))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:0:1:aaaa::1", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:bbbb::2", "2001:db8:0:1::/64"),
        ("2001:db8:0:2::1", "2001:db8:0:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("a socket", "a socket"),
        ("", ""),
    ],
)
def test_a_network_is_an_address_of_ipv4_or_64_bits_of_ipv6(address: str, network: str) -> None:
    assert network_of(address) == network


def test_wrong_secrets_are_counted_in_262144_places() -> None:
    assert BUCKETS == 262_144
    assert bucket_of(bytes(32)) == 0
    assert bucket_of(b"\xff" * 32) == BUCKETS - 1
    assert bucket_of(bytes(7) + b"\x05" + b"\xff" * 24) == 5
