"""How long one person's pause lasts, who may confirm it, and when it is looked at again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shared.language import Text

ALONE = timedelta(hours=72)
"""How long a pause lasts that nobody else has confirmed."""
LIFT_WAITS = timedelta(days=7)
"""How long the wish to lift what two confirmed waits for a second person."""
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
    LIFTING = "lifting"
    """One person wants to end what two confirmed; it holds until a second person agrees."""
    LAPSED = "lapsed"
    LIFTED = "lifted"


class Step(StrEnum):
    """What may happen to a suspension."""

    CONFIRM = "confirm"
    LAPSE = "lapse"
    PROPOSE_LIFT = "propose_lift"
    LIFT = "lift"


STEPS = {
    (SuspensionState.PROVISIONAL, Step.CONFIRM): SuspensionState.CONFIRMED,
    (SuspensionState.PROVISIONAL, Step.LAPSE): SuspensionState.LAPSED,
    (SuspensionState.PROVISIONAL, Step.LIFT): SuspensionState.LIFTED,
    (SuspensionState.CONFIRMED, Step.PROPOSE_LIFT): SuspensionState.LIFTING,
    (SuspensionState.LIFTING, Step.LIFT): SuspensionState.LIFTED,
}
IN_EFFECT = (SuspensionState.PROVISIONAL, SuspensionState.CONFIRMED, SuspensionState.LIFTING)


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who decides, and the institutions they speak for."""

    principal: str
    institutions: frozenset[str]

    def joins(self, first: "Decider", institution: str) -> bool:
        """Whether this is a second person, of institutions that are neither the badge's nor any
        of the first person's.
        """
        third = self.institutions - first.institutions - {institution}
        return self.principal != first.principal and third == self.institutions != set()


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody's wish to end a pause that two have confirmed."""

    by: Decider
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a suspension stands: who decided first, and until when that suffices."""

    state: SuspensionState
    first: Decider
    institution: str
    """The badge's institution."""
    lapses_at: datetime
    wish: Wish | None = None

    @property
    def hidden(self) -> bool:
        """Whether the holder or somebody of the own institution hid the badge: no reviewer is."""
        return not self.first.institutions or self.institution in self.first.institutions

    def is_own(self, principal: str, now: datetime) -> bool:
        """Whether the holder hid the badge and nobody has confirmed it."""
        own = not self.first.institutions and self.first.principal == principal
        return own and self.now_is(now) is SuspensionState.PROVISIONAL

    def now_is(self, now: datetime) -> SuspensionState:
        """The state, which ends by the clock and not by the worker that writes it down."""
        if self.state is SuspensionState.PROVISIONAL and now >= self.lapses_at:
            return SuspensionState.LAPSED
        if self.state is SuspensionState.LIFTING and (not self.wish or now >= self.wish.ends_at):
            return SuspensionState.CONFIRMED
        return self.state

    def after(self, step: Step, now: datetime) -> SuspensionState | None:
        """The state a step leads to; ``None`` when it does not fit."""
        if step is Step.LAPSE and now < self.lapses_at:
            return None
        before = self.state if step is Step.LAPSE else self.now_is(now)
        return STEPS.get((before, step))

    def may_confirm(self, second: Decider) -> bool:
        """A second person, of an institution that is neither the badge's nor the first's."""
        return second.joins(self.first, self.institution)

    def way_out(self, decider: Decider, now: datetime) -> Step | None:
        """What this person's wish to end the pause comes to; ``None`` when it takes another.

        What one decided one may end. What two confirmed ends when two agree.
        """
        state = self.now_is(now)
        if state is SuspensionState.CONFIRMED:
            return Step.PROPOSE_LIFT
        if state is SuspensionState.LIFTING and self.wish:
            return Step.LIFT if decider.joins(self.wish.by, self.institution) else None
        return Step.LIFT


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
    SuspensionState.LIFTING: Text(
        "Seorang penelaah ingin mengakhiri jeda ini. Jeda berakhir bila orang kedua, dari instansi"
        " lain, setuju dalam tujuh hari; bila tidak, jeda tetap berlaku.",
        "A reviewer wants to end this pause. It ends when a second person, of another institution,"
        " agrees within seven days; otherwise it stays.",
    ),
    SuspensionState.LAPSED: Text(
        "Tidak ada orang kedua yang menegaskan jeda ini dalam 72 jam, sehingga jeda gugur.",
        "No second person confirmed this pause within 72 hours, so it lapsed.",
    ),
    SuspensionState.LIFTED: Text("Jeda ini diakhiri penelaah.", "Reviewers have ended this pause."),
}
"""What the holder reads."""
TOLD_HIDDEN = Text(
    "Lencana Anda disembunyikan demi keselamatan Anda, oleh Anda sendiri atau kepala humas instansi"
    " Anda. Publik membaca `paused`, bukan alasannya. Ini berakhir sendiri setelah 72 jam, kecuali"
    " penelaah dari instansi lain menegaskannya.",
    "Your badge is hidden for your safety, by yourself or the PR head of your institution. The"
    " public reads `paused`, not the reason. It ends by itself after 72 hours unless a reviewer of"
    " another institution confirms it.",
)
"""What the holder reads instead while nobody has confirmed it."""


def is_review_date(review_on: date, today: date) -> bool:
    """A suspension is looked at again within a year; it never lasts by being forgotten."""
    return today <= review_on <= today + LATEST_REVIEW
