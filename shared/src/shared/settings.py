"""What every service must be told. A service adds its own knobs in its ``settings.py``."""

import os
import re
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/?|https?://\[[0-9a-f:]+\](:\d{1,5})?/?")


class Issuer(BaseModel):
    """An authorisation server whose tokens are accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str = Field(description="The `iss` claim, compared letter by letter.")
    jwks_url: str | None = Field(
        None, description="Where its public keys are fetched (https, or loopback)."
    )
    jwks: dict[str, Any] | None = Field(
        None, description="Its public keys inline, for closed networks."
    )
    algorithms: tuple[str, ...] = Field(("ES256",), description="Signature algorithms it may use.")
    accept_typ_jwt: bool = Field(
        False, description="Accept `typ: JWT` when the claim `typ` is `Bearer` (older Keycloak)."
    )
    institution_claim: str = Field("institution", description="Claim with the institution codes.")

    @model_validator(mode="after")
    def _has_keys(self) -> Self:
        if (self.jwks_url is None) == (self.jwks is None):
            raise ValueError("give exactly one of jwks_url and jwks")
        return self


class ServiceSettings(BaseSettings):
    """Read once at start from ``<SERVICE>_*`` variables, or secret files of the same name."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    database_url: SecretStr = Field(
        description="`postgresql+asyncpg://role:password@host/database` of the role that serves."
    )
    direct_database_url: SecretStr | None = Field(
        None,
        description="The same role at the server itself, when DATABASE_URL leads through PgBouncer"
        " in transaction mode: for the queue of jobs and the watch of the look-up.",
    )
    migration_database_url: SecretStr | None = Field(
        None,
        description="The same for the role that owns the tables, never through PgBouncer;"
        " DIRECT_DATABASE_URL or DATABASE_URL when absent.",
    )
    public_url: str = Field(
        "http://127.0.0.1:8000", description="Address callers use, without a slash at the end."
    )
    host: str = Field("127.0.0.1", description="Address `serve` listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port `serve` listens on.")
    environment: Literal["development", "production"] = Field(
        "production", description="`development` takes issuers' keys over http beyond loopback."
    )
    issuers: tuple[Issuer, ...] = Field((), description="JSON list of accepted token issuers.")
    client_id: str | None = Field(None, description="This service's own OAuth client.")
    client_secret: SecretStr | None = Field(None, description="Its secret.")
    token_url: str | None = Field(None, description="Token endpoint where it gets its tokens.")
    public_token_url: str = Field(
        "http://127.0.0.1:8001/oauth/token",
        description="Token endpoint as callers reach it: in the contract and behind the "
        "Authorize button of `/docs`.",
    )
    cors_origins: tuple[str, ...] = Field(
        (), description="Origins whose browsers may call with a token."
    )
    behind_gateway: bool = Field(
        False,
        description="Take a caller's address from `X-Forwarded-For`: only the gateway reaches it.",
    )
    pool_size: int = Field(5, ge=1, le=100, description="Database connections a process keeps.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level logged."
    )

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, url: str) -> str:
        """Links begin at the root of a host of its own; below a path they would leave it."""
        if not _ORIGIN.fullmatch(url):
            raise ValueError(
                "give scheme, host and port only, such as https://registry.example.go.id: "
                "each service has a host or port of its own, never a path"
            )
        return url.removesuffix("/")

    @property
    def owner_url(self) -> str:
        """The URL migrations run under."""
        return (self.migration_database_url or self._direct).get_secret_value()

    @property
    def direct_url(self) -> str:
        """The server itself, for what lives longer than a transaction."""
        return self._direct.get_secret_value()

    @property
    def _direct(self) -> SecretStr:
        return self.direct_database_url or self.database_url

    @property
    def is_pooled(self) -> bool:
        """Whether ``database_url`` leads through a pooler in transaction mode."""
        return self.direct_database_url is not None

    @classmethod
    def load(cls) -> Self:
        """From the environment, and from secret files named like the variables in lower case."""
        prefix = str(cls.model_config.get("env_prefix", ""))
        secrets = Path(os.environ.get(f"{prefix}SECRETS_DIR", "/run/secrets"))
        return cls(_secrets_dir=secrets if secrets.is_dir() else None)
