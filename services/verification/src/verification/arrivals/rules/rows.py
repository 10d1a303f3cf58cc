"""What a row of an upload must be. Each bad row is refused alone, with a reason."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeGuard
from uuid import UUID

from shared.calendar import IsoWeek
from shared.language import Text
from verification.arrivals.rules.standing import SOURCES, UNNAMED

FIELDS = frozenset(
    {
        *("account_id", "week", "audience", "engagement", "posts", "source", "missed"),
        *("metric", "rounded"),
    }
)
METRICS = frozenset({"followers", "friends"})
MOST_AUDIENCE = 2_000_000_000
MOST_ENGAGEMENT = 1e12
MOST_POSTS = 10_080
"""One a minute, all week."""
OLDEST_WEEKS = 260
_CODE = re.compile(r"[A-Za-z0-9:._-]{1,64}", re.ASCII)

REFUSALS = {
    "row_unreadable": Text("Baris tidak terbaca.", "The row cannot be read."),
    "field_unknown": Text("Ada isian yang tidak dikenal.", "There is an unknown field."),
    "account_id_unreadable": Text("account_id harus UUID.", "account_id must be a UUID."),
    "account_unknown": Text(
        "Akun ini tidak tertaut pada program.", "The account is not linked to the programme."
    ),
    "week_unreadable": Text("Pekan harus seperti 2026-W05.", "The week must look like 2026-W05."),
    "week_in_future": Text("Pekan ini belum tiba.", "The week has not come yet."),
    "week_too_old": Text(
        "Pekan ini lebih dari lima tahun lalu.", "The week is more than five years ago."
    ),
    "audience_unreadable": Text(
        "audience harus bilangan bulat 0 sampai 2.000.000.000.",
        "audience must be an integer from 0 to 2,000,000,000.",
    ),
    "engagement_unreadable": Text(
        "engagement harus bilangan 0 sampai 1.000.000.000.000, atau kosong.",
        "engagement must be a number from 0 to 1,000,000,000,000, or empty.",
    ),
    "posts_unreadable": Text(
        "posts harus bilangan bulat 0 sampai 10.080, atau kosong.",
        "posts must be an integer from 0 to 10,080, or empty.",
    ),
    "source_unreadable": Text(
        "source wajib: huruf, angka, dan : . _ - saja.",
        "source is required: letters, digits and : . _ - only.",
    ),
    "missed_unreadable": Text(
        "missed berisi kode alasan: huruf, angka, dan : . _ - saja.",
        "missed holds the code of a reason: letters, digits and : . _ - only.",
    ),
    "source_reserved": Text(
        "Nama source ini dipakai oleh program sendiri.",
        "This name of a source is the programme's own.",
    ),
    "too_many_sources": Text(
        "Satu kiriman memuat paling banyak 1.024 macam source, metric, rounded, dan missed.",
        "One upload holds at most 1,024 combinations of source, metric, rounded and missed.",
    ),
    "metric_unknown": Text(
        "metric harus followers atau friends, atau kosong.",
        "metric must be followers or friends, or empty.",
    ),
    "rounded_unreadable": Text(
        "rounded harus true atau false, atau kosong.",
        "rounded must be true or false, or empty.",
    ),
    "missed_and_read": Text(
        "Pekan yang terlewat tidak punya angka.", "A missed week has no figures."
    ),
    "duplicate_in_batch": Text(
        "Kiriman ini sudah memuat nilai lain untuk akun, pekan, dan source ini.",
        "This upload already holds another value for this account, week and source.",
    ),
}


@dataclass(frozen=True, slots=True)
class Observed:
    """A row that can be kept: a reading, or the reason why there is none."""

    week: date
    account_id: UUID
    audience: int | None
    engagement: float | None
    posts: int | None
    source: str | None
    missed: str | None
    metric: str | None = None
    """What was counted, when the source says; else what the policy counts on the platform."""
    exact: bool = True

    @property
    def told_by(self) -> str:
        """The source, also where none was named."""
        return self.source or UNNAMED


class RowRefused(Exception):
    """The row cannot be kept; ``code`` is a key of ``REFUSALS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_row(row: object, *, this_week: date) -> Observed:
    """The row as an observation, or ``RowRefused``."""
    if not isinstance(row, Mapping):
        raise RowRefused("row_unreadable")
    if not FIELDS.issuperset(row):
        raise RowRefused("field_unknown")
    account_id, week = _account_id(row.get("account_id")), _week(row.get("week"), this_week)
    metric = _metric(row.get("metric"))
    if row.get("missed") is not None:
        return _missed(row, account_id, week, metric)
    return Observed(
        week=week,
        account_id=account_id,
        audience=_count(row.get("audience"), MOST_AUDIENCE, "audience_unreadable"),
        engagement=_engagement(row.get("engagement")),
        posts=None
        if row.get("posts") is None
        else _count(row["posts"], MOST_POSTS, "posts_unreadable"),
        source=_source(row.get("source")),
        missed=None,
        metric=metric,
        exact=not _rounded(row.get("rounded")),
    )


def _missed(
    row: Mapping[object, object], account_id: UUID, week: date, metric: str | None
) -> Observed:
    if any(row.get(name) is not None for name in ("audience", "engagement", "posts", "rounded")):
        raise RowRefused("missed_and_read")
    source = row.get("source")
    return Observed(
        week=week,
        account_id=account_id,
        audience=None,
        engagement=None,
        posts=None,
        source=None if source is None else _source(source),
        missed=_code(row["missed"], "missed_unreadable"),
        metric=metric,
    )


def _metric(value: object) -> str | None:
    if value is not None and (not isinstance(value, str) or value not in METRICS):
        raise RowRefused("metric_unknown")
    return value


def _rounded(value: object) -> bool:
    if value is not None and not isinstance(value, bool):
        raise RowRefused("rounded_unreadable")
    return bool(value)


def _source(value: object) -> str:
    source = _code(value, "source_unreadable")
    if source in SOURCES:
        raise RowRefused("source_reserved")
    return source


def _account_id(value: object) -> UUID:
    if not isinstance(value, str) or len(value) != 36:
        raise RowRefused("account_id_unreadable")
    try:
        return UUID(value)
    except ValueError as exc:
        raise RowRefused("account_id_unreadable") from exc


def _week(value: object, this_week: date) -> date:
    if not isinstance(value, str):
        raise RowRefused("week_unreadable")
    try:
        monday = IsoWeek.parse(value).monday
    except ValueError as exc:
        raise RowRefused("week_unreadable") from exc
    if monday > this_week:
        raise RowRefused("week_in_future")
    if monday < this_week - timedelta(weeks=OLDEST_WEEKS):
        raise RowRefused("week_too_old")
    return monday


def _is_number(value: object) -> TypeGuard[int | float]:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _count(value: object, most: int, code: str) -> int:
    if not _is_number(value) or value != int(value) or not 0 <= value <= most:
        raise RowRefused(code)
    return int(value)


def _engagement(value: object) -> float | None:
    if value is None:
        return None
    if not _is_number(value) or not 0 <= value <= MOST_ENGAGEMENT:
        raise RowRefused("engagement_unreadable")
    return float(value)


def _code(value: object, code: str) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise RowRefused(code)
    return value
