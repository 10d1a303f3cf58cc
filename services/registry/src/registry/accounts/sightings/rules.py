"""Who stands behind a name, what follows from it, and which week a look belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from registry.accounts.account.rules.lifecycle import AccountState
from shared.calendar import JAKARTA, IsoWeek
from shared.language import Text

COUNTED_DAYS = timedelta(days=7)
"""Posts and what they received are counted over the days before the look: a week, whenever."""
MISSING_FOR = timedelta(days=5)
"""A profile is gone when two weekly looks, at least this far apart, did not find it."""
EXTRA_LOOKS = 0.25
"""So many looks are followed by another one in the same week."""
LEAST_BETWEEN = timedelta(hours=1)
BETWEEN_TIPS = timedelta(minutes=15)
"""However many tips come, an account is not looked at more often for them."""
LOOKING_DAYS = timedelta(days=5)
"""Looks are spread over the first days of a week; the rest is for trying again."""
ALL_AT_ONCE = 5
"""So many profiles gone in one go, and none found, are the platform's trouble, not theirs."""
MOST_POSTS = 10_080
MOST_WEEKS_OWED = 52
WEEK = timedelta(weeks=1)


class Behind(StrEnum):
    """Who was found behind the name of a linked account."""

    SAME = "same"
    RENAMED = "renamed"
    ANOTHER = "another"
    NOBODY = "nobody"
    HIDDEN = "hidden"


class Missed(StrEnum):
    """Why a week has no reading, beside the troubles of platforms. Part of the events."""

    PROFILE_NOT_FOUND = "profile-not-found"
    PROFILE_PRIVATE = "profile-private"
    CONTROL_LOST = "control-lost"
    NOT_LOOKED = "not-looked"
    COUNT_NOT_TOLD = "count-not-told"


@dataclass(frozen=True, slots=True)
class Known:
    """What was proven: the platform's number of the account, and the name as it compares names."""

    number: str
    key: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A profile as it was found."""

    number: str
    keys: frozenset[str]
    """Every name it answers to: its handle, and on some platforms its number."""
    handle: str
    protected: bool
    audience: int | None
    posts: int | None

    def answers_to(self, key: str) -> bool:
        """Whether it goes by that name."""
        return key in self.keys

    @property
    def is_nameless(self) -> bool:
        """The platform told its number in place of a name; its name may still stand."""
        return self.keys == {self.number}


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of all posts ever, and the Monday of the week it is of."""

    week: date
    posts: int


@dataclass(frozen=True, slots=True)
class Look:
    """What one look came to; ``seen`` is the officer's own account, when it was found."""

    behind: Behind
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stands, and since when it was not found, if so."""

    state: AccountState
    missing_since: datetime | None = None


def look_at(
    known: Known, by_number: Seen | None, by_name: Seen | None, by_other_name: Seen | None = None
) -> Look:
    """What the questions told; a platform that takes no number answers the first with nothing.

    Another name the account may have counts only with the account's own number behind it.
    """
    named = by_name if by_name and by_name.number == known.number else None
    moved = by_other_name if by_other_name and by_other_name.number == known.number else None
    own = named or by_number or moved
    if own is None:
        return Look(Behind.NOBODY if by_name is None else Behind.ANOTHER)
    if named is None and not own.answers_to(known.key):
        return Look(Behind.RENAMED, own)
    return Look(Behind.HIDDEN if own.protected else Behind.SAME, own)


def after(standing: Standing, behind: Behind, now: datetime) -> Standing:
    """Where the account stands after a look.

    A lost name comes back by a new proof alone; the same account under another name is renamed.
    """
    if standing.state is AccountState.CONTROL_LOST and behind is not Behind.RENAMED:
        return standing
    match behind:
        case Behind.SAME:
            return Standing(AccountState.LINKED)
        case Behind.RENAMED:
            return Standing(AccountState.RENAMED)
        case Behind.ANOTHER:
            return Standing(AccountState.CONTROL_LOST)
    since = standing.missing_since or now
    if now - since < MISSING_FOR:
        return Standing(standing.state, since)
    gone = AccountState.PRIVATE if behind is Behind.HIDDEN else AccountState.GONE
    return Standing(gone, since)


def next_look(now: datetime, draw: Callable[[], float]) -> datetime:
    """When an account is looked at again, drawn by lot: a known hour would be one to behave in.

    Mostly in the first days of next week; now and then once more in what is left of this one.
    """
    monday = datetime.combine(IsoWeek.of(now).next().monday, time.min, JAKARTA)
    left = monday - now - LEAST_BETWEEN
    if draw() < EXTRA_LOOKS and left > timedelta():
        return now + LEAST_BETWEEN + _some_of(left, draw())
    return monday + _some_of(LOOKING_DAYS, draw())


def _some_of(span: timedelta, share: float) -> timedelta:
    """Whole seconds, so that no rounding reaches the end."""
    return timedelta(seconds=int(span.total_seconds() * share))


def moved_by_tip(due_at: datetime, tipped_at: datetime | None, now: datetime) -> datetime | None:
    """When a tip has an account looked at; ``None`` when a look by then answers it anyway."""
    soonest = max(now, tipped_at + BETWEEN_TIPS) if tipped_at else now
    return soonest if soonest < due_at else None


def weeks_owed(told: date, this_week: date) -> Sequence[date]:
    """Mondays of the weeks that passed untold, oldest first; a year of them at most."""
    weeks = min((this_week - told) // WEEK - 1, MOST_WEEKS_OWED)
    return [this_week - back * WEEK for back in range(weeks, 0, -1)]


def posts_within(week: date, total: int | None, before: Counted | None) -> int | None:
    """Posts since the reading of the week before; unknown when there was none then."""
    if total is None or before is None or before.week != week - WEEK:
        return None
    return min(max(total - before.posts, 0), MOST_POSTS)


def all_at_once(looks: Sequence[Behind]) -> bool:
    """Whether a platform lost every profile it was asked for: then nobody is counted as missing."""
    return len(looks) >= ALL_AT_ONCE and set(looks) == {Behind.NOBODY}


class NoticeCode(StrEnum):
    """What the holder should know. The values are part of the public API."""

    NOT_FOUND_ONCE = "not_found_once"
    CONTROL_LOST = "control_lost"
    RENAMED = "renamed"
    GONE = "gone"
    PRIVATE = "private"


NOTICES = {
    NoticeCode.NOT_FOUND_ONCE: Text(
        "Pekan ini profil Anda tidak terbaca: terhapus, terkunci, atau (Instagram) berganti nama."
        " Bila pekan depan masih begitu, lencananya dijeda. Buka profilnya, atau beri tahu nama"
        " barunya (POST /v1/me/accounts/{id}/names).",
        "Your profile could not be read this week: deleted, private, or (Instagram) renamed. If it"
        " stays so next week, its badge is paused. Make it public, or tell its new name"
        " (POST /v1/me/accounts/{id}/names).",
    ),
    NoticeCode.CONTROL_LOST: Text(
        "Akun lain kini memakai nama ini, jadi lencananya dijeda. Bila nama ini kembali pada Anda,"
        " minta kode baru (POST /v1/me/accounts/{id}/challenges) dan buktikan lagi; bila tidak,"
        " lepaskan akun ini. Ini bukan tuduhan.",
        "Another account now uses this name, so its badge is paused. When the name is yours again,"
        " ask for a new code (POST /v1/me/accounts/{id}/challenges) and prove control; otherwise"
        " unlink this account. This is no accusation.",
    ),
    NoticeCode.RENAMED: Text(
        "Akun Anda berganti nama. Nama lama tidak lagi resmi; penelaah dari instansi lain melihat"
        " nama barunya, lalu lencananya ikut. Anda tidak perlu berbuat apa-apa.",
        "Your account has a new name. The old one is official no longer; a reviewer of another"
        " institution looks at the new one, then the badge follows. You need not do anything.",
    ),
    NoticeCode.GONE: Text(
        "Profil Anda dua kali tidak ditemukan, jadi lencananya dijeda. Bila akun yang sama kembali,"
        " lencananya pulih sendiri. Bila namanya berganti, beri tahu nama barunya"
        " (POST /v1/me/accounts/{id}/names).",
        "Your profile was not found twice, so its badge is paused. When the same account is"
        " back, so is the badge. If it was renamed, tell its new name"
        " (POST /v1/me/accounts/{id}/names).",
    ),
    NoticeCode.PRIVATE: Text(
        "Profil Anda terkunci, jadi lencananya dijeda: akun resmi terlihat oleh semua orang."
        " Buka profilnya; lencananya pulih sendiri.",
        "Your profile is private, so its badge is paused: an official account is visible to all."
        " Make it public; the badge comes back by itself.",
    ),
}


def notice_of(standing: Standing) -> NoticeCode | None:
    """What the holder should know of the account, if anything."""
    if standing.state is AccountState.LINKED:
        return NoticeCode.NOT_FOUND_ONCE if standing.missing_since else None
    named = {code.value: code for code in NoticeCode}
    return named.get(standing.state.value)
