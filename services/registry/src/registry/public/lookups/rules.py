"""What the public hears of an account, and how long an answer once prepared may be repeated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from registry.accounts.account.rules.addresses import AccountRef, Elsewhere, Impossible
from registry.badges.badge.rules import PublicBadge, PublicState

Key = tuple[str, str]
"""Platform, and the handle as the platform compares it."""

FRESH_SECONDS = 3.0
"""An answer is repeated without asking again while the log was read this lately."""
AWAY_SECONDS = 300.0
"""And this long, with its true age, while the database does not answer: nothing changes then."""
MOST_SPELLINGS = 8


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
    return Finding(state, badge.platform, badge.handle, shown)


def seconds(now: datetime) -> bytes:
    """A moment as every look-up writes it; the text sorts as time does."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer as bytes; only the time of checking is put in when it is sent."""

    head: bytes
    tail: bytes
    etag: bytes
    checked_at: bytes
    """When it was read, as it is written in the answer."""
    changes_at: float
    """When it stops being true by itself; infinite when only an event can change it."""

    def body(self, checked_at: bytes) -> bytes:
        """The whole answer."""
        return self.head + checked_at + self.tail


class Answers:
    """A bounded memory of prepared answers, by account and by the spelling that was asked."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, dict[str, Prepared]] = {}
        self.age = 0
        """Grows whenever something is forgotten: what was read before must not be kept after."""

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key, handle: str, now: float) -> Prepared | None:
        """The answer, unless it has lapsed."""
        prepared = self._kept.get(key, {}).get(handle)
        return prepared if prepared and now < prepared.changes_at else None

    def keep(self, key: Key, handle: str, prepared: Prepared, age: int) -> None:
        """Remember what was read at an age, unless something was forgotten since."""
        if age != self.age:
            return
        if key not in self._kept and len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        spellings = self._kept.setdefault(key, {})
        if len(spellings) < MOST_SPELLINGS or handle in spellings:
            spellings[handle] = prepared

    def forget(self, keys: Iterable[Key]) -> None:
        """Ask again next time."""
        self.age += 1
        for key in keys:
            self._kept.pop(key, None)

    def forget_all(self) -> None:
        """Ask again for everything."""
        self.age += 1
        self._kept.clear()
