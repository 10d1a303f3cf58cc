"""Every knob of this service. Documented in docs/operations/settings.md."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read once at start from ``VERIFICATION_*``; never from the middle of the code."""

    model_config = SettingsConfigDict(env_prefix="VERIFICATION_", frozen=True, extra="ignore")

    port: int = Field(8002, ge=1, le=65535, description="Port `serve` listens on.")
    public_url: str = Field(
        "http://127.0.0.1:8002", description="Address callers use, without a slash at the end."
    )
    registry_url: str = Field(
        "http://127.0.0.1:8001", description="Where the registry's event feed is read."
    )
    assess_batch: int = Field(
        512, ge=1, le=4096, description="Accounts scored in one transaction of a weekly run."
    )
