"""Every knob of this service. Documented in docs/operations/settings.md."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request
from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read once at start from ``CONTENT_*``; never from the middle of the code."""

    model_config = SettingsConfigDict(env_prefix="CONTENT_", frozen=True, extra="ignore")

    port: int = Field(8003, ge=1, le=65535, description="Port `serve` listens on.")
    public_url: str = Field(
        "http://127.0.0.1:8003",
        description="Address in message pages, feeds and events, without a slash at the end.",
    )
    registry_url: str = Field(
        "http://127.0.0.1:8001", description="The registry service, whose events are followed."
    )
    audience_hidden_below: int = Field(
        20, ge=2, le=1000, description="Audiences smaller than this are not counted in a preview."
    )
    withdrawal_notice_days: int = Field(
        90, ge=1, le=3650, description="Days a withdrawal stays in inboxes and feeds."
    )

    @property
    def withdrawal_notice(self) -> timedelta:
        """The same as a span of time."""
        return timedelta(days=self.withdrawal_notice_days)


def configured(request: Request) -> Settings:
    """What this application was built with."""
    settings: Settings = request.app.state.settings
    return settings


Configured = Annotated[Settings, Depends(configured)]
"""The settings, for a route that needs one."""
