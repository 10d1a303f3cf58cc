"""The wire format, as the RFCs have it."""

from typing import Any, Literal

from pydantic import Field

from registry.access.clients.rules import OAuthRefusal
from registry.access.issuer.errors import DESCRIPTIONS
from registry.scopes import EVERY
from shared.wire import Wire


class TokenOut(Wire):
    """An access token, RFC 6749 §5.1."""

    access_token: str = Field(max_length=8192)
    token_type: Literal["Bearer"]
    expires_in: int = Field(ge=1, le=600, examples=[600])
    scope: str = Field(max_length=2000, examples=["registry.me"])


class OAuthError(Wire):
    """Why there is no token, RFC 6749 §5.2."""

    error: OAuthRefusal
    error_description: str = Field(max_length=300)

    @classmethod
    def of(cls, refusal: OAuthRefusal) -> "OAuthError":
        """The refusal with its sentence."""
        return cls(error=refusal, error_description=DESCRIPTIONS[refusal])


class KeySetOut(Wire):
    """Public keys, RFC 7517."""

    keys: list[dict[str, Any]] = Field(max_length=20)


class ServerMetadata(Wire):
    """How to get a token here, RFC 8414."""

    issuer: str = Field(max_length=500)
    token_endpoint: str = Field(max_length=500)
    jwks_uri: str = Field(max_length=500)
    grant_types_supported: list[str] = Field(max_length=10)
    response_types_supported: list[str] = Field(
        max_length=10, description="`none`: required by the RFC, and no empty list is valid."
    )
    token_endpoint_auth_methods_supported: list[str] = Field(max_length=10)
    scopes_supported: list[str] = Field(max_length=100)

    @classmethod
    def of(cls, issuer: str) -> "ServerMetadata":
        """The metadata of the issuer at this address."""
        return cls(
            issuer=issuer,
            token_endpoint=f"{issuer}/oauth/token",
            jwks_uri=f"{issuer}/oauth/jwks.json",
            grant_types_supported=["client_credentials"],
            response_types_supported=["none"],
            token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post"],
            scopes_supported=sorted(EVERY),
        )
