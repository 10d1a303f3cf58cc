"""The wire format."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from registry.accounts.account.rules.addresses import AccountRef
from registry.accounts.account.rules.platforms import PlatformName
from registry.badges.renamings.queries import Renaming
from registry.badges.renamings.rules import look_by
from shared.wire import Wire


class RenamingOut(Wire):
    """An account whose new name waits for a look. Its badge answers `ended` under the old one."""

    account_id: UUID
    institution: str = Field(max_length=40, examples=["klpd:K65"])
    platform: PlatformName
    handle: str = Field(max_length=100, examples=["contoh.resmi"])
    new_handle: str = Field(max_length=100, examples=["contoh.baru"])
    new_url: str = Field(max_length=200, examples=["https://www.instagram.com/contoh.baru"])
    noticed_at: datetime
    look_by: datetime = Field(description="By when the holder may expect a look.")

    @classmethod
    def of(cls, renaming: Renaming, days: int) -> "RenamingOut":
        """Copy it onto the wire; the person behind it is not in it."""
        platform = PlatformName(renaming.platform)
        return cls(
            account_id=renaming.account_id,
            institution=renaming.institution,
            platform=platform,
            handle=renaming.handle,
            new_handle=renaming.new_handle,
            new_url=AccountRef(platform, renaming.new_handle).url,
            noticed_at=renaming.noticed_at,
            look_by=look_by(renaming.noticed_at, days),
        )


class RenamingList(Wire):
    """A page of new names that wait, longest first."""

    items: list[RenamingOut] = Field(max_length=100)
    next: str | None = Field(max_length=1000)


class ConfirmRenaming(Wire):
    """The name that was looked at, so that nobody confirms one they never saw."""

    handle: str = Field(min_length=1, max_length=100, examples=["contoh.baru"])


class ConfirmedRenaming(Wire):
    """The account under its new name."""

    account_id: UUID
    platform: PlatformName
    handle: str = Field(max_length=100, examples=["contoh.baru"])

    @classmethod
    def of(cls, renaming: Renaming) -> "ConfirmedRenaming":
        """What was confirmed."""
        return cls(
            account_id=renaming.account_id,
            platform=PlatformName(renaming.platform),
            handle=renaming.new_handle,
        )
