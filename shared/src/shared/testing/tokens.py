"""An issuer for tests: real keys, real signatures, no HTTP."""

import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey

ISSUER = "https://issuer.test"


class TestIssuer:
    """Signs what a test asks for, also what no honest issuer would sign."""

    __test__ = False

    def __init__(self, audiences: Sequence[str] = (), issuer: str = ISSUER) -> None:
        self.audiences = audiences
        self.issuer = issuer
        self.key = ECKey.generate_key("P-256", auto_kid=True)

    @property
    def settings(self) -> dict[str, Any]:
        """This issuer as an entry of ``<SERVICE>_ISSUERS``."""
        keys = {"keys": [self.key.as_dict(private=False)]}
        return {"issuer": self.issuer, "jwks": keys, "algorithms": ["ES256"]}

    def token(
        self,
        *,
        scope: str = "",
        institutions: list[str] | None = None,
        subject: str = "somebody",
        **changes: Any,
    ) -> str:
        """An access token; ``changes`` replaces claims, and ``None`` removes them."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": subject,
            "aud": list(self.audiences),
            "client_id": subject,
            "scope": scope,
            "institution": institutions or [],
            "jti": str(uuid4()),
            "iat": now,
            "exp": now + 600,
        }
        claims = {name: v for name, v in {**claims, **changes}.items() if v is not None}
        return self.signed(claims)

    def signed(self, claims: dict[str, Any], **header: Any) -> str:
        """Any claims under this issuer's key; ``header`` replaces members of the header."""
        full = {"alg": "ES256", "typ": "at+jwt", "kid": self.key.kid, **header}
        return jwt.encode({k: v for k, v in full.items() if v is not None}, claims, self.key)

    def headers(
        self, scope: str = "", institutions: list[str] | None = None, subject: str = "somebody"
    ) -> dict[str, str]:
        """Headers of a POST: a token and a fresh Idempotency-Key."""
        token = self.token(scope=scope, institutions=institutions, subject=subject)
        return {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
