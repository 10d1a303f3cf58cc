"""The wire format."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from registry.accounts.account.rules.addresses import AccountRef
from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.rules.platforms import PlatformName
from registry.badges.badge.rules import (
    TITLE,
    BadgeState,
    Condition,
    PublicBadge,
    PublicState,
    as_held,
)
from registry.badges.badge.tables import Badge
from shared.wire import Wire

BadgeId = Annotated[UUID, Field(description="Id of a badge.")]


class BadgedAccount(Wire):
    """The account that carries the badge."""

    platform: PlatformName
    handle: str = Field(max_length=100, examples=["contoh.resmi"])
    url: str = Field(max_length=200, examples=["https://www.instagram.com/contoh.resmi"])


class VouchingInstitution(Wire):
    """The institution whose officer holds the account."""

    name: str = Field(max_length=200, examples=["Kementerian Komunikasi dan Digital"])
    codes: dict[str, str] = Field(examples=[{"klpd": "K65", "bkn": "3018"}])


class BadgeOut(Wire):
    """A badge as everybody may know it. Of an ended one only that it has ended."""

    id: UUID
    title: str = Field(max_length=100, examples=[TITLE])
    official: bool = Field(description="True only for an active badge.")
    state: PublicState
    account: BadgedAccount | None = Field(description="Only while active or paused.")
    institution: VouchingInstitution | None = Field(description="Only while active or paused.")
    valid_from: datetime | None = Field(description="Only while active or paused.")
    valid_until: datetime | None = Field(
        description="Only while active or paused: of an ended badge nobody learns how it ended."
    )

    @classmethod
    def of(cls, badge: PublicBadge, now: datetime) -> "BadgeOut":
        """Copy the badge onto the wire, in the public's words."""
        state = badge.word(now)
        shown = state is not PublicState.ENDED
        reference = AccountRef(PlatformName(badge.platform), badge.handle)
        return cls(
            id=badge.id,
            title=TITLE,
            official=state is PublicState.ACTIVE,
            state=state,
            account=BadgedAccount(
                platform=reference.platform, handle=reference.handle, url=reference.url
            )
            if shown
            else None,
            institution=VouchingInstitution(name=badge.institution, codes=dict(badge.codes))
            if shown
            else None,
            valid_from=badge.valid_from.replace(microsecond=0) if shown else None,
            valid_until=badge.valid_until.replace(microsecond=0) if shown else None,
        )


class OwnBadge(Wire):
    """A badge as its holder sees it."""

    id: UUID
    account_id: UUID
    platform: PlatformName
    handle: str = Field(max_length=100)
    state: BadgeState
    valid_from: datetime
    valid_until: datetime
    version: int = Field(ge=1, description="For If-Match, in quotation marks.")

    @classmethod
    def of(cls, row: Badge) -> "OwnBadge":
        """Copy the row onto the wire."""
        return cls(
            id=row.id,
            account_id=row.account_id,
            platform=PlatformName(row.platform),
            handle=row.handle,
            state=as_held(BadgeState(row.state), AccountState(row.account_state)),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            version=row.version,
        )


class OwnBadges(Wire):
    """The caller's badges, the newest first."""

    items: list[OwnBadge] = Field(max_length=100)


class MissingConditions(Wire):
    """What an account still lacks for its badge; nothing when it meets every condition."""

    account_id: UUID
    missing: list[Condition] = Field(max_length=20)
