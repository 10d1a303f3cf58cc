"""The verifier by itself: what it takes, and how long it remembers."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, KeySet

from shared.settings import Issuer
from shared.testing.tokens import TestIssuer
from shared.web.tokens import Claims, FixedKeys, TokenRefused, TokenVerifier, TrustedIssuer
from tests.shared.web.test_tokens import FORGED, claims

NOON = 1_800_000_000
ISSUER = TestIssuer()


class Keys:
    """Keys that a test can take away."""

    def __init__(self, *keys: ECKey) -> None:
        self.keys = KeySet(list(keys))
        self.asked: list[str] = []

    async def key_set(self, kid: str) -> KeySet:
        self.asked.append(kid)
        return self.keys

    def withdraw(self) -> None:
        self.keys = KeySet([])


class Watch:
    """A clock in the hand of a test."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def verifier(watch: Callable[[], float], keys: Keys | None = None, **more: Any) -> TokenVerifier:
    settings = Issuer.model_validate({**ISSUER.settings, **more})
    trusted = TrustedIssuer(settings, keys or Keys(ISSUER.key))
    return TokenVerifier("verification", [trusted], watch)


def token(header: dict[str, Any] | None = None, **changes: Any) -> str:
    full = {**claims(ISSUER, iat=NOON, exp=NOON + 600), **changes}
    return ISSUER.signed({n: v for n, v in full.items() if v is not None}, **(header or {}))


def verified(by: TokenVerifier, token: str) -> Claims:
    return asyncio.run(by.verify(token))


def takes(token: str, **settings: Any) -> bool:
    try:
        verified(verifier(Watch(), **settings), token)
    except TokenRefused:
        return False
    return True


def test_a_genuine_token_says_who_calls_and_what_for() -> None:
    genuine = token(
        sub="app-1", client_id="app", scope="a.read b.write", institution=["klpd:K65", "bkn:4.0"]
    )

    assert verified(verifier(Watch()), genuine) == Claims(
        issuer="https://issuer.test",
        subject="app-1",
        client_id="app",
        scopes=frozenset({"a.read", "b.write"}),
        institutions=frozenset({"klpd:K65", "bkn:4.0"}),
        expires=NOON + 600.0,
    )


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_no_forged_token_is_taken(forge: Callable[[TestIssuer], str]) -> None:
    with pytest.raises(TokenRefused):
        verified(verifier(time.time), forge(ISSUER))


@pytest.mark.parametrize(
    ("claim", "seconds", "taken"),
    [
        ("exp", -29, True),
        ("exp", -30, False),
        ("iat", 30, True),
        ("iat", 31, False),
        ("nbf", 30, True),
        ("nbf", 31, False),
    ],
)
def test_clocks_may_differ_by_half_a_minute(claim: str, seconds: int, taken: bool) -> None:
    assert takes(token(None, **{claim: NOON + seconds})) is taken


def test_a_moment_may_have_a_fraction() -> None:
    assert takes(token(exp=NOON + 0.5, iat=NOON - 0.5))


def test_a_token_is_remembered_for_a_minute_without_asking_for_keys() -> None:
    watch, keys = Watch(), Keys(ISSUER.key)
    remembering, good = verifier(watch, keys), token()
    first = verified(remembering, good)
    keys.withdraw()

    watch.now = NOON + 59.9
    assert verified(remembering, good) is first
    watch.now = NOON + 60
    with pytest.raises(TokenRefused):
        verified(remembering, good)
    assert len(keys.asked) == 2


def test_a_remembered_token_lapses_when_it_expires() -> None:
    watch, keys = Watch(), Keys(ISSUER.key)
    remembering, short = verifier(watch, keys), token(exp=NOON + 10)
    verified(remembering, short)
    keys.withdraw()

    watch.now = NOON + 9.9
    assert verified(remembering, short).expires == NOON + 10
    watch.now = NOON + 10
    with pytest.raises(TokenRefused):
        verified(remembering, short)


@pytest.mark.parametrize("audience", ["verification", ["content", "verification"]])
def test_the_audience_may_be_one_text_or_a_list(audience: object) -> None:
    assert takes(token(aud=audience))


@pytest.mark.parametrize("audience", ["content", "verification2", [], [1, "verification"], 1])
def test_another_audience_is_refused_however_it_is_written(audience: object) -> None:
    assert not takes(token(aud=audience))


@pytest.mark.parametrize("client", ["", 7, ["x"]])
def test_a_token_names_the_client_it_was_given_to(client: object) -> None:
    assert not takes(token(client_id=client))


def test_the_authorised_party_stands_for_the_client() -> None:
    assert verified(verifier(Watch()), token(client_id=None, azp="app")).client_id == "app"


KEYCLOAK = {"accept_typ_jwt": True}


@pytest.mark.parametrize(
    ("typ", "inside", "settings", "taken"),
    [
        ("JWT", "Bearer", KEYCLOAK, True),
        ("jwt", "Bearer", KEYCLOAK, True),
        ("JWT", "ID", KEYCLOAK, False),
        ("JWT", "Refresh", KEYCLOAK, False),
        ("JWT", None, KEYCLOAK, False),
        ("JOSE", "Bearer", KEYCLOAK, False),
        ("JWT", "Bearer", {}, False),
        ("AT+JWT", None, {}, True),
        ("application/at+jwt", None, {}, True),
        ("at+jwt", None, KEYCLOAK, True),
    ],
)
def test_an_older_keycloak_is_taken_where_the_settings_say_so(
    typ: str, inside: str | None, settings: dict[str, Any], taken: bool
) -> None:
    assert takes(token({"typ": typ}, typ=inside), **settings) is taken


def test_a_token_without_scope_or_institution_may_do_nothing() -> None:
    answer = verified(verifier(Watch()), token(scope=None))

    assert (answer.scopes, answer.institutions) == (frozenset(), frozenset())


def test_the_settings_name_the_claim_with_the_institutions() -> None:
    answer = verified(verifier(Watch(), institution_claim="opd"), token(opd=["klpd:K65"]))

    assert answer.institutions == {"klpd:K65"}


@pytest.mark.parametrize(
    ("code", "taken"),
    [
        ("klpd:" + "9" * 60, True),
        ("klpd:" + "9" * 61, False),
        ("klpd:", False),
        ("KLPD:K65", False),
        ("klpd:K65\n", False),
        ("klpd:Ｋ65", False),
    ],
)
def test_an_institution_is_one_code(code: str, taken: bool) -> None:
    assert takes(token(institution=[code])) is taken


@pytest.mark.parametrize(("length", "taken"), [(0, False), (1, True), (255, True), (256, False)])
def test_a_subject_has_1_to_255_characters(length: int, taken: bool) -> None:
    assert takes(token(sub="x" * length)) is taken


def sized(length: int) -> str:
    """A genuine token of exactly that many characters."""
    made = (
        token({"cty": "y" * some}, filler="x" * many)
        for some in range(1, 5)
        for many in range(5700, 5900)
    )
    return next(each for each in made if len(each) == length)


@pytest.mark.parametrize(("length", "taken"), [(8192, True), (8193, False)])
def test_a_token_of_8192_characters_is_the_longest_that_is_read(length: int, taken: bool) -> None:
    assert takes(sized(length)) is taken


def test_a_token_with_a_letter_beyond_ascii_is_refused_before_it_is_read() -> None:
    assert not takes(token() + "é")


def test_the_key_that_is_named_proves_the_token_not_any_other() -> None:
    other = ECKey.generate_key("P-256", auto_kid=True)
    keys = Keys(other, ISSUER.key)

    assert verified(verifier(Watch(), keys), token()).subject == "x"
    assert keys.asked == [ISSUER.key.kid]
    assert not takes(token({"kid": other.kid}), keys=keys)


@pytest.mark.parametrize("payload", [b"{", b"", b"\xff", b"[" * 3000, b"null"])
def test_a_signed_payload_that_is_no_object_is_refused_like_any_other(payload: bytes) -> None:
    header = {"alg": "ES256", "typ": "at+jwt", "kid": ISSUER.key.kid}

    assert not takes(jws.serialize_compact(header, payload, ISSUER.key))


@pytest.mark.parametrize("claim", ["exp", "iat", "nbf"])
def test_true_is_not_a_moment(claim: str) -> None:
    watch = Watch(0)
    early = token(None, **{"iat": 0, "exp": 100, claim: True})

    with pytest.raises(TokenRefused):
        verified(verifier(watch), early)


def test_keys_in_the_settings_are_the_same_for_every_name() -> None:
    keys = KeySet([ISSUER.key])

    assert asyncio.run(FixedKeys(keys).key_set("any")) is keys


@pytest.mark.parametrize(
    ("claims", "taken"),
    [
        ({"exp": NOON + 3600}, True),
        ({"exp": NOON + 3630}, True),
        ({"exp": NOON + 3631}, False),
        ({"iat": NOON - 3000, "exp": NOON + 600}, True),
        ({"iat": NOON - 3030, "exp": NOON + 600}, True),
        ({"iat": NOON - 3031, "exp": NOON + 600}, False),
    ],
)
def test_a_token_lives_an_hour_at_most(claims: dict[str, int], taken: bool) -> None:
    assert takes(token(None, **claims)) is taken
