"""What the holder can do next, reason by reason, and when the account is judged again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from shared.calendar import JAKARTA, IsoWeek
from shared.language import Text

RUN_BEGINS = time(3)
"""Mondays in Jakarta."""

NOTHING_TO_DO = Text(
    "Tidak ada yang perlu Anda lakukan; putusan diperbarui setiap pekan.",
    "There is nothing you need to do; the decision is renewed every week.",
)
_LOOKED_AT = Text(
    "Seorang peninjau dari instansi lain akan melihatnya. Anda dapat memberitahukan apa yang "
    "terjadi pada pekan itu (pelatihan, siaran, undian) beserta buktinya.",
    "A reviewer of another institution will look. You can tell what happened in that week (a "
    "training, a broadcast, a giveaway), with evidence.",
)
_EXACT = Text(
    "Unggah ekspor dari platform Anda sendiri: angkanya tepat dan mengisi pekan yang terlewat.",
    "Upload your own export from the platform: its counts are exact and fill the weeks missed.",
)
STEPS: dict[str, Text] = {
    "never_observed": Text(
        "Pastikan akun terbuka untuk umum dan tertaut; bacaan pertama dibuat pekan ini.",
        "See that the account is public and linked; the first reading is made this week.",
    ),
    "history_too_short": Text(
        "Biarkan akun terbuka untuk umum; dengan {left} bacaan lagi akun dapat diputuskan, paling "
        "cepat untuk pekan {week}. Ekspor dari platform dapat mengisi pekan yang lampau.",
        "Keep the account public; with {left} more readings it can be decided, at the earliest for "
        "week {week}. An export from the platform can fill past weeks.",
    ),
    "reading_too_old": Text(
        "Pastikan akun terbuka untuk umum dan masih memakai nama yang tertaut.",
        "See that the account is public and still goes by the name that was linked.",
    ),
    "activity_unknown": Text(
        "Unggah sesuatu, atau unggah ekspor dari platform yang memperlihatkan unggahan Anda.",
        "Post something, or upload an export from the platform that shows your posts.",
    ),
    "platform_not_in_policy": Text(
        "Tautkan akun di platform yang diatur kebijakan.",
        "Link an account on a platform that the policy covers.",
    ),
    "audience_below_minimum": Text(
        "Masih kurang {missing}; audiens yang tumbuh wajar dihitung pekan berikutnya. Audiens yang "
        "dibeli tidak pernah dihitung.",
        "{missing} are missing; an audience that grows naturally counts the next week. A bought "
        "one never counts.",
    ),
    "not_active": Text(
        "Buat {more} unggahan lagi; yang dihitung adalah {weeks} pekan terakhir.",
        "Post {more} more times; the last {weeks} weeks are counted.",
    ),
    "other_platforms_lacking": Text(
        "Tautkan akun dengan audiens yang cukup di {platforms}.",
        "Link an account with a large enough audience on {platforms}.",
    ),
    "audience_uncertain": _LOOKED_AT,
    "growth_unexplained": _LOOKED_AT,
    "finding_open": _LOOKED_AT,
    "too_many_readings_missed": _EXACT,
    "readings_rounded": _EXACT,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, named by the reason it answers."""

    code: str
    text: Text


def next_steps(reasons: Iterable[tuple[str, Mapping[str, Any]]], judged: IsoWeek) -> list[Step]:
    """What answers these reasons, each advice once; ``judged`` is the week they speak of."""
    steps: dict[Text, Step] = {}
    for code, numbers in reasons:
        if code in STEPS:
            text = STEPS[code].format(**numbers, **_more(code, numbers, judged))
            steps.setdefault(text, Step(code, text))
    return list(steps.values()) or [Step("nothing_to_do", NOTHING_TO_DO)]


def _more(code: str, numbers: Mapping[str, Any], judged: IsoWeek) -> dict[str, Any]:
    if code == "history_too_short":
        left = numbers["needed"] - numbers["readings"]
        return {"left": left, "week": str(judged.plus(left))}
    return {"more": numbers["needed"] - numbers["posts"]} if code == "not_active" else {}


def next_run(now: datetime) -> datetime:
    """When every account is judged again: the next Monday, 03:00 in Jakarta."""
    here = now.astimezone(JAKARTA)
    monday = here.date() - timedelta(days=here.weekday())
    begins = datetime.combine(monday, RUN_BEGINS, JAKARTA)
    return (begins if begins > here else begins + timedelta(weeks=1)).astimezone(UTC)
