"""The list of forged tokens that must fail (RFC 8725), and a genuine one."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from fastapi import FastAPI
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from shared.settings import Issuer
from shared.testing.tokens import TestIssuer
from shared.web.keys import FetchedKeys
from shared.web.tokens import TokenVerifier, TrustedIssuer

THING = {"size": 1, "name": "x"}


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(issuer: TestIssuer, **changes: Any) -> dict[str, Any]:
    now = int(time.time())
    full = {
        "iss": issuer.issuer,
        "sub": "x",
        "client_id": "x",
        "aud": ["verification"],
        "scope": "things.write",
        "jti": "1",
        "iat": now,
        "exp": now + 60,
    }
    return {name: value for name, value in {**full, **changes}.items() if value is not None}


def assembled(header: dict[str, Any], payload: dict[str, Any], signature: bytes) -> str:
    parts = (json.dumps(header).encode(), json.dumps(payload).encode(), signature)
    return ".".join(b64(part) for part in parts)


def unsigned(issuer: TestIssuer, algorithm: str) -> str:
    header = {"alg": algorithm, "typ": "at+jwt", "kid": issuer.key.kid}
    return assembled(header, claims(issuer), b"")


def confused(issuer: TestIssuer) -> str:
    """HS256 keyed with the public key: the classic confusion."""
    header = {"alg": "HS256", "typ": "at+jwt", "kid": issuer.key.kid}
    public = issuer.key.as_pem(private=False)
    head = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims(issuer)).encode())}"
    return f"{head}.{b64(hmac.digest(public, head.encode(), hashlib.sha256))}"


def signed_by_another(issuer: TestIssuer, **header: Any) -> str:
    other = ECKey.generate_key("P-256")
    full = {"alg": "ES256", "typ": "at+jwt", "kid": issuer.key.kid, **header}
    return jws.serialize_compact(full, json.dumps(claims(issuer)), other)


def own_key_inside(issuer: TestIssuer) -> str:
    other = ECKey.generate_key("P-256")
    header = {"alg": "ES256", "typ": "at+jwt", "kid": issuer.key.kid}
    full = {**header, "jwk": other.as_dict(private=False)}
    return jws.serialize_compact(full, json.dumps(claims(issuer)), other)


def rsa(issuer: TestIssuer) -> str:
    header = {"alg": "RS256", "typ": "at+jwt", "kid": issuer.key.kid}
    key = RSAKey.generate_key(2048)
    return jws.serialize_compact(header, json.dumps(claims(issuer)), key)


def tampered(issuer: TestIssuer) -> str:
    head, _, signature = issuer.signed(claims(issuer, scope="nothing")).split(".")
    return f"{head}.{b64(json.dumps(claims(issuer)).encode())}.{signature}"


def genuine_header(issuer: TestIssuer) -> dict[str, Any]:
    return {"alg": "ES256", "typ": "at+jwt", "kid": issuer.key.kid}


def critical(issuer: TestIssuer) -> str:
    """Signed by the genuine key, with a header that must be understood and is not."""
    private = issuer.key.as_pem(private=True)
    headers = {**genuine_header(issuer), "crit": ["fence"], "fence": 1}
    return pyjwt.encode(claims(issuer), private, algorithm="ES256", headers=headers)


def signed_as_text(issuer: TestIssuer, *replaced: tuple[str, str]) -> str:
    """Signed by the genuine key, with a payload that no JSON writer would write."""
    text = json.dumps(claims(issuer))
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    return jws.serialize_compact(genuine_header(issuer), text, issuer.key)


def with_exp(written: str) -> Callable[[TestIssuer], str]:
    """The payload with this in place of the number after ``exp``."""

    def forge(issuer: TestIssuer) -> str:
        text = json.dumps({**claims(issuer), "exp": "HERE"}).replace('"HERE"', written)
        return jws.serialize_compact(genuine_header(issuer), text, issuer.key)

    return forge


def header_twice(issuer: TestIssuer) -> str:
    """A header that names two kids; the signature is right for either."""
    head = json.dumps(genuine_header(issuer))[:-1] + f', "kid": "{issuer.key.kid}"}}'
    signing = f"{b64(head.encode())}.{b64(json.dumps(claims(issuer)).encode())}"
    key = issuer.key.get_op_key("sign")
    r, s = decode_dss_signature(key.sign(signing.encode(), ECDSA(SHA256())))
    return f"{signing}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def changed(**changes: Any) -> Callable[[TestIssuer], str]:
    return lambda issuer: issuer.signed(claims(issuer, **changes))


def headed(**header: Any) -> Callable[[TestIssuer], str]:
    return lambda issuer: issuer.signed(claims(issuer), **header)


PAST, FUTURE = int(time.time()) - 3600, int(time.time()) + 3600
TEN_YEARS = 10 * 365 * 86_400
FORGED: dict[str, Callable[[TestIssuer], str]] = {
    "alg none": lambda issuer: unsigned(issuer, "none"),
    "alg None": lambda issuer: unsigned(issuer, "None"),
    "empty signature": lambda issuer: unsigned(issuer, "ES256"),
    "zero signature": lambda issuer: assembled(
        {"alg": "ES256", "typ": "at+jwt", "kid": issuer.key.kid}, claims(issuer), bytes(64)
    ),
    "HS256 with the public key": confused,
    "RS256 under an ES256 issuer": rsa,
    "signed by another key": signed_by_another,
    "jku to the forger's keys": lambda i: signed_by_another(i, jku="https://evil.test/jwks"),
    "x5u to the forger's keys": lambda i: signed_by_another(i, x5u="https://evil.test/cert"),
    "own jwk in the header": own_key_inside,
    "payload exchanged": tampered,
    "no kid": headed(kid=None),
    "unknown kid": headed(kid="another"),
    "kid is a path": headed(kid="../../dev/null"),
    "typ JWT": headed(typ="JWT"),
    "no typ": headed(typ=None),
    "unknown critical header": critical,
    "expired": changed(exp=PAST),
    "issued in the future": changed(iat=FUTURE),
    "not yet valid": changed(nbf=FUTURE),
    "no exp": changed(exp=None),
    "no iat": changed(iat=None),
    "no sub": changed(sub=None),
    "no jti": changed(jti=None),
    "no client": changed(client_id=None),
    "another audience": changed(aud=["content"]),
    "no audience": changed(aud=None),
    "another issuer": changed(iss="https://evil.test"),
    "issuer with a slash more": lambda i: i.signed(claims(i, iss=i.issuer + "/")),
    "good for ten years": changed(exp=FUTURE + TEN_YEARS),
    "good for two hours": changed(exp=FUTURE + 3600),
    "issued ten years ago": changed(iat=PAST - TEN_YEARS),
    "exp is not a number": with_exp("NaN"),
    "exp is infinite": with_exp("Infinity"),
    "exp is infinite in digits": with_exp("1e999"),
    "exp is beyond every float": with_exp("9" * 400),
    "exp is beyond every integer": with_exp("9" * 5000),
    "exp is negative": with_exp("-1"),
    "issuer twice": lambda i: signed_as_text(i, ("{", '{"iss": "https://evil.test", ')),
    "issuer twice, the right one first": lambda i: signed_as_text(
        i, ("}", ', "iss": "https://evil.test"}')
    ),
    "scope twice": lambda i: signed_as_text(i, ("{", '{"scope": "", ')),
    "a member twice further down": lambda i: signed_as_text(i, ("{", '{"x": {"a": 1, "a": 2}, ')),
    "kid twice": header_twice,
    "half a character in the subject": lambda i: signed_as_text(
        i, ('"sub": "x"', '"sub": "\\ud800"')
    ),
    "a null in the subject": changed(sub="x\0"),
    "a line break in the client": changed(client_id="x\ny"),
    "a client of 256 letters": changed(client_id="x" * 256),
    "exp as text": changed(exp=str(FUTURE)),
    "exp true": changed(exp=True),
    "scope as a list": changed(scope=["things.write"]),
    "padding added": lambda issuer: issuer.signed(claims(issuer)) + "==",
    "a fourth part": lambda issuer: issuer.signed(claims(issuer)) + ".e30",
    "longer than 8 kB": changed(filler="x" * 9000),
    "not a token": lambda issuer: "a.b.c",
    "payload is a list": lambda i: jws.serialize_compact(genuine_header(i), "[1]", i.key),
    "every institution": changed(institution=["*"]),
    "two institutions in one": changed(institution=["klpd:K65,klpd:K3"]),
    "institution as text": changed(institution="klpd:K65"),
}


async def answered(client: httpx.AsyncClient, authorization: str) -> httpx.Response:
    key = {"Idempotency-Key": "0c6b3c1e-0000-4000-8000-000000000000"}
    headers = {"Authorization": authorization, **key}
    return await client.post("/v1/things", json=THING, headers=headers)


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
async def test_a_forged_token_is_refused_without_a_hint(
    client: httpx.AsyncClient, issuer: TestIssuer, forge: Callable[[TestIssuer], str]
) -> None:
    try:
        token = forge(issuer)
    except Exception as exc:
        pytest.fail(f"the forgery itself failed: {exc}")

    answer = await answered(client, f"Bearer {token}")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert answer.json()["type"] == "/problems/token-invalid"


async def test_a_token_signed_by_another_library_is_taken(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    private = issuer.key.as_pem(private=True)
    headers = {"typ": "at+jwt", "kid": issuer.key.kid}
    token = pyjwt.encode(claims(issuer), private, algorithm="ES256", headers=headers)

    assert (await answered(client, f"Bearer {token}")).status_code == 201


async def test_a_token_that_cannot_be_checked_now_is_not_refused(
    client: httpx.AsyncClient, app: FastAPI, issuer: TestIssuer
) -> None:
    settings = Issuer(issuer=issuer.issuer, jwks_url="http://127.0.0.1:9/keys")
    away = TrustedIssuer(settings, FetchedKeys(str(settings.jwks_url)))
    app.state.tokens = TokenVerifier("verification", [away])

    answer = await answered(client, f"Bearer {issuer.token(scope='things.write')}")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.json()["type"] == "/problems/issuer-unavailable"


async def test_a_token_in_the_query_counts_for_nothing(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    token = issuer.token(scope="things.write")

    answer = await client.post(f"/v1/things?access_token={token}", json=THING)

    assert answer.status_code == 401


async def test_a_missing_scope_is_named(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    answer = await answered(client, f"Bearer {issuer.token(scope='things.read')}")

    assert answer.status_code == 403
    assert 'scope="things.write"' in answer.headers["www-authenticate"]
