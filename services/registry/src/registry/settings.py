"""Every knob of this service. Documented in docs/operations/settings.md."""

from functools import cached_property
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from registry.sealing import Vault, key_from_text
from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read once at start from ``REGISTRY_*``; never from the middle of the code."""

    model_config = SettingsConfigDict(
        env_prefix="REGISTRY_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    port: int = Field(8001, ge=1, le=65535, description="Port `serve` listens on.")
    public_url: str = Field(
        "http://127.0.0.1:8001",
        description="Address callers use, without a slash at the end; also the embedded issuer's.",
    )
    public_token_url: str = Field(
        "/oauth/token",
        description="Token endpoint as callers reach it; this service's own unless another issues.",
    )
    field_key: SecretStr = Field(
        description="256-bit key in base64 that encrypts numbers and private keys at rest."
    )
    retired_field_keys: tuple[SecretStr, ...] = Field(
        (), description="JSON list of earlier field keys, still needed to read what they sealed."
    )
    index_key: SecretStr = Field(
        description="256-bit key in base64 of the fingerprints by which numbers are found."
    )
    embedded_issuer: bool | None = Field(
        None, description="Issue tokens here; by default when no other issuer is configured."
    )
    allow_embedded_issuer: bool = Field(
        False, description="Let production start with the embedded issuer."
    )
    token_audiences: tuple[str, ...] = Field(
        ("registry", "verification", "content"), description="`aud` of the tokens issued here."
    )
    token_lifetime: int = Field(
        600, ge=60, le=600, description="Seconds a token issued here lives."
    )
    secret_overlap_hours: int = Field(
        24, ge=0, le=720, description="Hours an old client secret works beside the new one."
    )
    certificate_days: int = Field(
        730, ge=1, le=3650, description="Days a passed training counts (ours, no source)."
    )
    renaming_look_days: int = Field(
        5, ge=1, le=30, description="Days within which a person looks at an account's new name."
    )
    verification_url: str = Field(
        "http://127.0.0.1:8002", description="The verification service, whose events are followed."
    )
    content_url: str = Field(
        "http://127.0.0.1:8003", description="The content service, whose receipts are followed."
    )
    erasure_hours: int = Field(
        72, ge=0, le=72, description="Hours from leaving to erasure; Law 27/2022 allows 3 × 24."
    )
    x_api_url: str = Field("https://api.x.com", description="API of X the proofs are read from.")
    instagram_api_url: str = Field(
        "https://graph.facebook.com", description="API of Instagram the proofs are read from."
    )
    facebook_api_url: str = Field(
        "https://graph.facebook.com", description="API of Facebook the proofs are read from."
    )
    instagram_account_id: str = Field(
        "me", description="Number of our own professional account, which asks Instagram."
    )
    platform_token: SecretStr | None = Field(
        None, description="Read-only access token for the platforms' APIs."
    )
    x_token: SecretStr | None = Field(
        None, description="The token for X, when it is another than PLATFORM_TOKEN."
    )
    instagram_token: SecretStr | None = Field(
        None, description="The token for Instagram, when it is another than PLATFORM_TOKEN."
    )
    facebook_token: SecretStr | None = Field(
        None, description="The token for Facebook, when it is another than PLATFORM_TOKEN."
    )

    @model_validator(mode="after")
    def _keys_are_keys(self) -> Self:
        if self.index_key in (self.field_key, *self.retired_field_keys):
            raise ValueError("the index key must differ from every field key")
        _ = self.vault
        return self

    @model_validator(mode="after")
    def _production_names_its_issuer(self) -> Self:
        risky = self.environment == "production" and self.issues_tokens
        if risky and not self.allow_embedded_issuer:
            raise ValueError(
                "production needs REGISTRY_ISSUERS, or REGISTRY_ALLOW_EMBEDDED_ISSUER=true"
            )
        return self

    @property
    def issues_tokens(self) -> bool:
        """Whether the embedded issuer is on."""
        return not self.issuers if self.embedded_issuer is None else self.embedded_issuer

    @cached_property
    def vault(self) -> Vault:
        """The keys in the form the code takes."""
        keys = (self.field_key, *self.retired_field_keys)
        return Vault(
            tuple(key_from_text(key.get_secret_value()) for key in keys),
            key_from_text(self.index_key.get_secret_value()),
        )
