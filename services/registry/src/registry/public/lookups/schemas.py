"""The wire format."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, WithJsonSchema

from registry.accounts.account.rules.platforms import PlatformName
from registry.badges.badge.rules import TITLE, PublicBadge, PublicState
from registry.badges.badge.schemas import VouchingInstitution
from registry.public.lookups.rules import Finding
from shared.wire import Wire

_EXAMPLE: dict[str, Any] = {
    "official": True,
    "state": "active",
    "platform": "instagram",
    "handle": "contoh.resmi",
    "badge": {
        "id": "5f0c9a52-6a1e-4a7b-9c43-0f6c1c2b7d10",
        "title": TITLE,
        "institution": {
            "name": "Kementerian Komunikasi dan Digital",
            "codes": {"klpd": "K65", "bkn": "3018"},
        },
        "valid_from": "2026-01-05T03:00:00Z",
        "valid_until": "2027-01-05T03:00:00Z",
        "credential_url": "https://lencana.example.go.id/v1/badges/5f0c9a52-6a1e-4a7b-9c43-0f6c1c2b7d10",
    },
    "checked_at": "2026-02-02T05:00:00Z",
}


class BadgeShown(Wire):
    """A badge in force, or paused."""

    id: UUID
    title: str = Field(max_length=100, examples=[TITLE])
    institution: VouchingInstitution
    valid_from: datetime
    valid_until: datetime
    credential_url: str = Field(max_length=500, description="Where the badge can be checked.")

    @classmethod
    def of(cls, badge: PublicBadge, public_url: str) -> "BadgeShown":
        """Copy the badge onto the wire, in whole seconds."""
        return cls(
            id=badge.id,
            title=TITLE,
            institution=VouchingInstitution(name=badge.institution, codes=dict(badge.codes)),
            valid_from=badge.valid_from.replace(microsecond=0),
            valid_until=badge.valid_until.replace(microsecond=0),
            credential_url=f"{public_url}/v1/badges/{badge.id}",
        )


class LookupOut(Wire):
    """Whether an account is official. `ended` is one word for expired and returned."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    official: bool = Field(description="True only for an active badge.")
    state: PublicState
    platform: PlatformName | None
    handle: str | None = Field(max_length=100, description="In canonical form.")
    badge: BadgeShown | None = Field(description="Only while active or paused.")
    checked_at: datetime = Field(description="For when this answer is vouched for.")

    @classmethod
    def of(cls, found: Finding, public_url: str, now: datetime) -> "LookupOut":
        """Copy the finding onto the wire."""
        return cls(
            official=found.official,
            state=found.state,
            platform=PlatformName(found.platform) if found.platform else None,
            handle=found.handle,
            badge=BadgeShown.of(found.badge, public_url) if found.badge else None,
            checked_at=now.replace(microsecond=0),
        )


class LookupFault(Wire):
    """Why one address of a batch has no answer."""

    error: dict[str, Any] = Field(
        description="A problem document (RFC 9457).",
        examples=[{"type": "/problems/address-unreadable", "title": "…", "status": 400}],
    )


Asked = Annotated[Any, WithJsonSchema({"type": "string", "maxLength": 2048})]


class LookupBatch(Wire):
    """Up to a hundred addresses."""

    urls: list[Asked] = Field(
        max_length=100,
        examples=[["https://www.instagram.com/contoh.resmi", "https://x.com/contoh_resmi"]],
    )


class LookupResults(Wire):
    """One entry per address, in the order asked; one without an answer holds `error`."""

    results: list[LookupOut | LookupFault] = Field(max_length=100)
