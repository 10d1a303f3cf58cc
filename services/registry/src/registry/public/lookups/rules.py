"""What the public hears of an account."""

from dataclasses import dataclass
from datetime import datetime

from registry.accounts.account.rules.addresses import AccountRef, Elsewhere, Impossible
from registry.badges.badge.rules import PublicBadge, PublicState


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question. ``badge`` is there only while it says something of today."""

    state: PublicState
    platform: str | None
    handle: str | None
    badge: PublicBadge | None = None

    @property
    def official(self) -> bool:
        """Only an active badge makes an account official."""
        return self.state is PublicState.ACTIVE


def finding_without_asking(reading: Impossible | Elsewhere) -> Finding:
    """Nobody can have registered these: the answer protects whoever was shown a look-alike."""
    if isinstance(reading, Elsewhere):
        return Finding(PublicState.UNKNOWN_PLATFORM, None, None)
    return Finding(PublicState.NEVER, reading.platform, reading.handle)


def finding(reference: AccountRef, badge: PublicBadge | None, now: datetime) -> Finding:
    """What a badge, or none, says of the account that was asked about."""
    if badge is None:
        return Finding(PublicState.NEVER, reference.platform, reference.handle)
    state = badge.word(now)
    shown = badge if state in (PublicState.ACTIVE, PublicState.PAUSED) else None
    return Finding(state, badge.platform, badge.handle or reference.handle, shown)
