"""Sentences that set the scene."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from shared.calendar import IsoWeek
from shared.database import Sessions, system_transaction
from shared.events import Event
from verification.accounts import queries as accounts
from verification.arrivals import service as arrivals
from verification.arrivals.rules.rows import Observed
from verification.arrivals.rules.standing import Assurance
from verification.growth.rules.histories import History, Reading
from verification.observations import service as observations

SUNDAY = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
WEEK = date(2026, 11, 16)
"""The Monday of the week judged in most tests."""
ISSUER = "https://issuer.test"


def weeks_before(monday: date, count: int) -> list[date]:
    """``count`` Mondays, the last of them ``monday``."""
    return [monday - timedelta(weeks=back) for back in reversed(range(count))]


def calm_readings(*, audience: int = 612, weeks: int = 26, until: date = WEEK) -> list[Reading]:
    """An account that grows by a few a week and ends at ``audience``."""
    chance = random.Random(audience)
    gains = [chance.choice([0, 1, 1, 2, 3]) for _ in range(weeks)]
    level, readings = audience - sum(gains), []
    for monday, gain in zip(weeks_before(until, weeks), gains, strict=True):
        level += gain
        readings.append(Reading(monday, level, float(chance.randint(30, 60)), chance.randint(1, 4)))
    return readings


def bought_readings(*, bought: int = 300, weeks: int = 26) -> list[Reading]:
    """The same with ``bought`` followers that came in one week, ten weeks ago, in silence."""
    readings = calm_readings(weeks=weeks)
    return [
        r if at < weeks - 10 else Reading(r.week, r.audience + bought, r.engagement, r.posts)
        for at, r in enumerate(readings)
    ]


def history(
    readings: list[Reading], *, id: str = "a", platform: str = "instagram", as_of: date = WEEK
) -> History:
    """An account with these readings."""
    return History(id, platform, as_of, tuple(readings))


def event(type: str, position: int, **data: str) -> Event:
    """An event as the registry tells it."""
    return Event(uuid4(), type, "subject", SUNDAY, position, dict(data))


async def officer(sessions: Sessions, *, institution: str = "klpd:K65", subject: str = "") -> UUID:
    """An enrolled officer whose tokens carry ``subject``."""
    officer_id = uuid4()
    async with system_transaction(sessions) as session:
        await accounts.keep_officer(
            session,
            officer_id,
            institution=institution,
            principal=f"{ISSUER}|{subject or officer_id}",
            position=1,
        )
    return officer_id


async def linked_account(
    sessions: Sessions,
    *,
    institution: str = "klpd:K65",
    subject: str = "",
    platform: str = "instagram",
) -> UUID:
    """An account of an enrolled officer."""
    officer_id = await officer(sessions, institution=institution, subject=subject)
    account_id = uuid4()
    async with system_transaction(sessions) as session:
        await accounts.keep_account(
            session,
            account_id,
            officer_id=officer_id,
            institution=institution,
            platform=platform,
            url=f"https://instagram.com/{account_id.hex[:8]}",
            position=2,
        )
    return account_id


async def observed(sessions: Sessions, account_id: UUID, readings: list[Reading]) -> None:
    """Readings on record for an account."""
    rows = [
        Observed(r.week, account_id, r.audience, r.engagement, r.posts, "test", None)
        for r in readings
    ]
    async with system_transaction(sessions) as session:
        await arrivals.keep(
            session, rows, assurance=Assurance.REPORTED, recorded_by="test", now=SUNDAY
        )
        await observations.settle(session)


async def observed_account(
    sessions: Sessions,
    *,
    audience: int = 612,
    institution: str = "klpd:K65",
    subject: str = "",
) -> UUID:
    """A linked account with half a year of calm growth."""
    account_id = await linked_account(sessions, institution=institution, subject=subject)
    await observed(sessions, account_id, calm_readings(audience=audience))
    return account_id


def row(account_id: UUID, week: date = WEEK, **changes: object) -> dict[str, object]:
    """A row of an upload."""
    reading = {"audience": 612, "engagement": 43.0, "posts": 3, "source": "platform-api"}
    return {"account_id": str(account_id), "week": str(IsoWeek.of(week)), **reading, **changes}
