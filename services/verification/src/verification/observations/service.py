"""Use case: keep what an upload brings, and say of every refused row why."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from shared.calendar import IsoWeek
from shared.database import Session
from verification.accounts.rules import AccountsErased
from verification.observations import queries
from verification.observations.errors import TooManyRows
from verification.observations.rules import Observed, RowRefused, read_row

MOST_ROWS = 10_000
SIGHTED_BY = "registry"


@dataclass(slots=True)
class Report:
    """What became of an upload; refusals are codes by row index."""

    accepted: int = 0
    unchanged: int = 0
    refused: dict[int, str] = field(default_factory=dict)


async def record_observations(
    session: Session, rows: Sequence[object], *, recorded_by: str, now: datetime
) -> Report:
    """Keep each good row once; the same row again changes nothing, another value is refused."""
    if len(rows) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    report = Report()
    readable = await asyncio.to_thread(_readable, rows, IsoWeek.of(now).monday, report)
    asked = await _known(session, readable, report)
    first = _first_of_each_key(asked, report)
    added = await queries.add_missing(
        session, list(first.values()), recorded_by=recorded_by, recorded_at=now
    )
    report.accepted = len(added)
    present = await queries.recorded(session, [key for key in first if key not in added])
    for index, row in asked.items():
        if index in report.refused:
            continue
        stands = present.get(row.key)
        if stands is not None and not stands.same_as(row):
            report.refused[index] = "week_already_recorded"
    report.unchanged = len(rows) - report.accepted - len(report.refused)
    return report


async def keep_sighting(session: Session, observed: Observed, *, now: datetime) -> None:
    """Keep what the registry saw or missed in a week, unless the week has an observation."""
    if await queries.linked_among(session, [observed.account_id]):
        await queries.add_missing(session, [observed], recorded_by=SIGHTED_BY, recorded_at=now)


def _readable(rows: Sequence[object], this_week: date, report: Report) -> dict[int, Observed]:
    readable = {}
    for index, row in enumerate(rows):
        try:
            readable[index] = read_row(row, this_week=this_week)
        except RowRefused as refusal:
            report.refused[index] = refusal.code
    return readable


async def _known(
    session: Session, rows: dict[int, Observed], report: Report
) -> dict[int, Observed]:
    linked = await queries.linked_among(session, {row.account_id for row in rows.values()})
    unknown = {index for index, row in rows.items() if row.account_id not in linked}
    report.refused.update(dict.fromkeys(unknown, "account_unknown"))
    return {index: row for index, row in rows.items() if index not in unknown}


def _first_of_each_key(
    rows: dict[int, Observed], report: Report
) -> dict[tuple[date, UUID], Observed]:
    first: dict[tuple[date, UUID], Observed] = {}
    for index, row in rows.items():
        if not first.setdefault(row.key, row).same_as(row):
            report.refused[index] = "duplicate_in_batch"
    return first


async def forget_accounts(session: Session, erased: AccountsErased) -> None:
    """Let go of every reading of these accounts."""
    await queries.delete_readings(session, erased.account_ids)
