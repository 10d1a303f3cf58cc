"""The wire format."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.schemas import AccountOut, Address
from registry.accounts.account.tables import Account
from registry.accounts.sightings.rules import NOTICES, NoticeCode, Standing, notice_of
from registry.accounts.sightings.tables import AccountSighting
from shared.wire import BilingualText, Count, Wire


class NoticeOut(Wire):
    """Something the holder should know of the account, and what to do about it."""

    code: NoticeCode
    since: datetime
    text: BilingualText


class AudienceOut(Wire):
    """What the last look counted."""

    metric: str = Field(max_length=20, examples=["followers"])
    count: Count


class OwnAccount(AccountOut):
    """An account as its holder sees it, with the last weekly look at its profile."""

    last_seen_at: datetime | None = Field(
        description="When the profile was last read; empty until the first weekly look."
    )
    audience: AudienceOut | None = Field(description="Empty when the platform tells no count.")
    new_handle: str | None = Field(
        max_length=100, description="The account's new name, while a reviewer has yet to look."
    )
    notice: NoticeOut | None

    @classmethod
    def seen(cls, account: Account, sighting: AccountSighting | None) -> "OwnAccount":
        """Copy both rows onto the wire."""
        renamed = account.state == AccountState.RENAMED
        return cls(
            **AccountOut.of(account).model_dump(),
            last_seen_at=sighting and sighting.seen_at,
            audience=_audience(sighting),
            new_handle=sighting and sighting.renamed_to if renamed else None,
            notice=_notice(account, sighting),
        )


def _audience(sighting: AccountSighting | None) -> AudienceOut | None:
    if sighting is None or sighting.metric is None or sighting.audience is None:
        return None
    return AudienceOut(metric=sighting.metric, count=sighting.audience)


def _notice(account: Account, sighting: AccountSighting | None) -> NoticeOut | None:
    missing = sighting.missing_since if sighting else None
    code = notice_of(Standing(AccountState(account.state), missing))
    since = (sighting.changed_at if sighting else None) or missing or account.linked_at
    if code is None or since is None:
        return None
    text = NOTICES[code]
    return NoticeOut(code=code, since=since, text=BilingualText(id=text.id, en=text.en))


class OwnAccounts(Wire):
    """The caller's accounts that are not unlinked; one a platform at most."""

    items: list[OwnAccount] = Field(max_length=10)


class NewName(Wire):
    """What an account is called now."""

    url: Address = Field(
        description="Address under the new name, on the same platform.",
        examples=["https://www.instagram.com/contoh.baru"],
    )


class NameNoted(Wire):
    """What follows."""

    state: Literal["looking"] = Field(
        default="looking", description="The profile is read within seconds, then read the account."
    )


class LookSoon(Wire):
    """Whose profile is read now rather than at its next turn."""

    url: Address = Field(
        description="Address of the account, in any spelling.",
        examples=["https://x.com/contoh_resmi"],
    )


class LookOrdered(Wire):
    """What was ordered."""

    state: Literal["ordered"] = "ordered"
    accounts: Count = Field(description="Linked accounts of that name; 0 when there is none.")
