"""How long one person's pause lasts, who may confirm it, and when it is looked at again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shared.language import Text

ALONE = timedelta(hours=72)
"""How long a pause lasts that nobody else has confirmed."""
LATEST_REVIEW = timedelta(days=365)


class SuspensionReason(StrEnum):
    """Why a badge is paused. Known to the holder and to reviewers, never to the public."""

    ACCOUNT_TAKEN_OVER = "account_taken_over"
    HANDLE_CHANGED = "handle_changed"
    RULES_UNDER_REVIEW = "rules_under_review"
    HOLDER_IN_DANGER = "holder_in_danger"
    HOLDER_ON_LEAVE = "holder_on_leave"


class SuspensionState(StrEnum):
    """Life of a suspension. The values are part of the public API."""

    PROVISIONAL = "provisional"
    """One person decided; it lapses unless somebody else confirms it."""
    CONFIRMED = "confirmed"
    LAPSED = "lapsed"
    LIFTED = "lifted"


class Step(StrEnum):
    """What may happen to a suspension."""

    CONFIRM = "confirm"
    LAPSE = "lapse"
    LIFT = "lift"


STEPS = {
    (SuspensionState.PROVISIONAL, Step.CONFIRM): SuspensionState.CONFIRMED,
    (SuspensionState.PROVISIONAL, Step.LAPSE): SuspensionState.LAPSED,
    (SuspensionState.PROVISIONAL, Step.LIFT): SuspensionState.LIFTED,
    (SuspensionState.CONFIRMED, Step.LIFT): SuspensionState.LIFTED,
}
IN_EFFECT = (SuspensionState.PROVISIONAL, SuspensionState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who decides, and the institutions they speak for."""

    principal: str
    institutions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a suspension stands: who decided first, and until when that suffices."""

    state: SuspensionState
    first: Decider
    institution: str
    """The badge's institution."""
    lapses_at: datetime

    def now_is(self, now: datetime) -> SuspensionState:
        """The state, which ends by the clock and not by the worker that writes it down."""
        late = self.state is SuspensionState.PROVISIONAL and now >= self.lapses_at
        return SuspensionState.LAPSED if late else self.state

    def after(self, step: Step, now: datetime) -> SuspensionState | None:
        """The state a step leads to; ``None`` when it does not fit."""
        if step is Step.LAPSE and now < self.lapses_at:
            return None
        before = self.state if step is Step.LAPSE else self.now_is(now)
        return STEPS.get((before, step))

    def may_confirm(self, second: Decider) -> bool:
        """A second person, of an institution that is neither the badge's nor the first's."""
        third = second.institutions - self.first.institutions - {self.institution}
        return second.principal != self.first.principal and third == second.institutions != set()


TOLD = {
    SuspensionState.PROVISIONAL: Text(
        "Seorang penelaah dari instansi lain menjeda lencana Anda. Jeda ini gugur sendiri setelah"
        " 72 jam, kecuali orang kedua dari instansi ketiga menegaskannya. Akun Anda tetap milik"
        " Anda, dan orang lain tidak membaca alasannya.",
        "A reviewer of another institution has paused your badge. The pause lapses by itself after"
        " 72 hours unless a second person, of a third institution, confirms it. Your account stays"
        " yours, and nobody else reads the reason.",
    ),
    SuspensionState.CONFIRMED: Text(
        "Dua penelaah dari dua instansi lain menjeda lencana Anda. Jeda ditinjau lagi paling lambat"
        " pada tanggal `review_on`.",
        "Two reviewers of two other institutions have paused your badge. It is looked at again by"
        " `review_on` at the latest.",
    ),
    SuspensionState.LAPSED: Text(
        "Tidak ada orang kedua yang menegaskan jeda ini dalam 72 jam, sehingga jeda gugur.",
        "No second person confirmed this pause within 72 hours, so it lapsed.",
    ),
    SuspensionState.LIFTED: Text(
        "Seorang penelaah mengakhiri jeda ini.", "A reviewer has ended this pause."
    ),
}
"""What the holder reads."""


def is_review_date(review_on: date, today: date) -> bool:
    """A suspension is looked at again within a year; it never lasts by being forgotten."""
    return today <= review_on <= today + LATEST_REVIEW
