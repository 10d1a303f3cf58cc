"""How a client says who it is, and which key signs when."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.access.clients.rules import OAuthRefusal, TokenRequest
from registry.access.issuer.rules import (
    ALGORITHM,
    KEYS_CACHED,
    KeyTimes,
    is_due_for_rotation,
    published_keys,
    read_token_request,
    signing_key,
)

FORM = "application/x-www-form-urlencoded"
GRANT = b"grant_type=client_credentials"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def basic(pair: str) -> str:
    """The header for ``id:secret``."""
    return "Basic " + base64.b64encode(pair.encode()).decode()


def key(kid: str, *, signs_from: datetime, created_at: datetime | None = None) -> KeyTimes:
    """A key by its times."""
    return KeyTimes(kid, created_at or signs_from - KEYS_CACHED, signs_from)


def test_credentials_come_by_basic() -> None:
    asked = read_token_request(basic("hr:s3cret"), FORM, GRANT)

    assert asked == TokenRequest("hr", "s3cret", None)


def test_credentials_come_in_the_form() -> None:
    body = GRANT + b"&client_id=hr&client_secret=s3cret&scope=registry.me"

    assert read_token_request(None, FORM, body) == TokenRequest("hr", "s3cret", ("registry.me",))


@pytest.mark.parametrize("body", [GRANT + b"&", b"&" + GRANT, GRANT + b"&&scope=registry.me"])
def test_an_ampersand_too_many_says_nothing(body: bytes) -> None:
    asked = read_token_request(basic("hr:s3cret"), FORM, body)

    assert isinstance(asked, TokenRequest)


def test_basic_credentials_are_form_encoded_inside() -> None:
    asked = read_token_request(basic("hr%3A1:s%2B3"), FORM, GRANT)

    assert asked == TokenRequest("hr:1", "s+3", None)


@pytest.mark.parametrize("kind", ["basic ", "BASIC ", "Basic   "])
def test_the_scheme_is_read_in_any_case_and_at_any_distance(kind: str) -> None:
    authorization = basic("hr:s3cret").replace("Basic ", kind)

    assert read_token_request(authorization, FORM, GRANT) == TokenRequest("hr", "s3cret", None)


def test_a_secret_may_hold_a_colon() -> None:
    asked = read_token_request(basic("hr:s:3"), FORM, GRANT)

    assert asked == TokenRequest("hr", "s:3", None)


def test_a_form_may_name_its_charset() -> None:
    asked = read_token_request(basic("hr:s"), FORM + "; charset=UTF-8", GRANT)

    assert asked == TokenRequest("hr", "s", None)


@pytest.mark.parametrize(("length", "read"), [(8192, True), (8193, False)])
def test_a_body_has_at_most_8192_bytes(length: int, read: bool) -> None:
    body = (GRANT + b"&a=").ljust(length, b"x")

    assert isinstance(read_token_request(basic("hr:s"), FORM, body), TokenRequest) is read


@pytest.mark.parametrize(("fields", "read"), [(20, True), (21, False)])
def test_a_form_has_at_most_20_fields(fields: int, read: bool) -> None:
    body = b"&".join([GRANT, *(b"a%d=1" % number for number in range(1, fields))])

    assert isinstance(read_token_request(basic("hr:s"), FORM, body), TokenRequest) is read


@pytest.mark.parametrize(
    ("authorization", "kind", "body", "refusal"),
    [
        (basic("hr:s"), "application/json", GRANT, OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, b"", OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, GRANT + b"&" + GRANT, OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, GRANT + b"&client_secret=s", OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, GRANT + b"&client_id=another", OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, b"grant_type=password", OAuthRefusal.UNSUPPORTED_GRANT_TYPE),
        (basic("hr:s"), FORM, GRANT + b"&scope=%00", OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, GRANT + b"&scope", OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, b"\xff=1&" + GRANT, OAuthRefusal.INVALID_REQUEST),
        (basic("hr:s"), FORM, GRANT + b"&a=" + b"x" * 8192, OAuthRefusal.INVALID_REQUEST),
        (None, FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
        (None, FORM, GRANT + b"&client_id=hr", OAuthRefusal.INVALID_CLIENT),
        ("Basic !!!", FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
        (basic("hr"), FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
        (basic("h\0r:s"), FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
        ("Bearer abc", FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
        (basic("hr:s").replace("Basic", "Digest"), FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
        ("Basic aHI6!cw==", FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
        ("Basic aHI6/w==", FORM, GRANT, OAuthRefusal.INVALID_CLIENT),
    ],
)
def test_a_request_that_breaks_the_rfc_is_refused(
    authorization: str | None, kind: str, body: bytes, refusal: OAuthRefusal
) -> None:
    assert read_token_request(authorization, kind, body) is refusal


@given(st.text(max_size=60), st.binary(max_size=200))
def test_reading_never_fails_whatever_is_sent(authorization: str, body: bytes) -> None:
    asked = read_token_request(authorization, FORM, body)

    assert isinstance(asked, TokenRequest | OAuthRefusal)


def test_a_secret_is_not_printed() -> None:
    assert "s3cret" not in repr(TokenRequest("hr", "s3cret", None))


def test_the_newest_key_whose_time_has_come_signs() -> None:
    old, new = key("old", signs_from=NOW - timedelta(days=90)), key("new", signs_from=NOW)
    future = key("future", signs_from=NOW + timedelta(seconds=1))

    assert signing_key([old, new, future], NOW) == new


def test_nothing_signs_before_the_first_key_has_its_time() -> None:
    assert signing_key([key("future", signs_from=NOW + timedelta(seconds=1))], NOW) is None


def test_tokens_are_signed_with_the_curve_p_256() -> None:
    assert ALGORITHM == "ES256"


def test_a_new_key_can_be_read_ten_minutes_before_it_signs() -> None:
    assert timedelta(minutes=10) == KEYS_CACHED


def test_a_key_is_published_before_it_signs() -> None:
    old = key("old", signs_from=NOW - timedelta(days=90))
    future = key("future", signs_from=NOW + KEYS_CACHED)

    assert published_keys([future, old], NOW) == [old, future]


def test_a_retired_key_is_published_while_its_tokens_live() -> None:
    old = key("old", signs_from=NOW - timedelta(days=90))
    new = key("new", signs_from=NOW)

    a_moment = timedelta(microseconds=1)

    assert old in published_keys([old, new], NOW + timedelta(minutes=11) - a_moment)
    assert old not in published_keys([old, new], NOW + timedelta(minutes=11))


def test_a_key_is_due_for_rotation_after_a_quarter() -> None:
    almost = timedelta(days=90, microseconds=-1)
    fresh = key("fresh", signs_from=NOW, created_at=NOW - almost)
    aged = key("aged", signs_from=NOW, created_at=NOW - timedelta(days=90))

    assert is_due_for_rotation([aged], NOW)
    assert not is_due_for_rotation([aged, fresh], NOW)
