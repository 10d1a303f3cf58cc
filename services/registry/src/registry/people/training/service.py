"""Use cases: record a session and its results, and grant what only waited for them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from registry.people.institutions.service import own_institution
from registry.people.training import queries
from registry.people.training.errors import TrainingInTheFuture, TrainingSessionUnknown
from registry.people.training.rules import (
    Result,
    Sorted,
    TrainingPassed,
    certificate_until,
    sort_out,
)
from registry.people.training.tables import TrainingSession
from shared.calendar import day_of
from shared.database import Session
from shared.reactions import follow


async def record_session(
    session: Session, held: TrainingSession, institutions: Collection[str]
) -> TrainingSession:
    """Record that a course was held for one of the institutions."""
    await own_institution(session, held.institution, institutions)
    today = day_of(held.created_at)
    if held.held_on > today:
        raise TrainingInTheFuture(today=today.isoformat())
    await queries.keep_session(session, held)
    return held


async def record_results(
    session: Session,
    session_id: UUID,
    results: list[Result],
    *,
    institutions: Collection[str],
    principal: str,
    certificate_days: int,
    now: datetime,
) -> Sorted:
    """Keep who passed; badges that only waited for this are granted in the same transaction."""
    held = await queries.session_of(session, session_id, institutions)
    if held is None:
        raise TrainingSessionUnknown(session_id=str(session_id))
    asked = [result.officer_id for result in results]
    members = await queries.members_among(session, asked, held.institution)
    sorted_out = sort_out(results, members, await queries.recorded_results(session, held.id))
    rows = [
        {
            "session_id": held.id,
            "officer_id": result.officer_id,
            "institution": held.institution,
            "passed": result.passed,
            "valid_until": certificate_until(
                held.held_on, passed=result.passed, days=certificate_days
            ),
            "recorded_by": principal,
            "recorded_at": now,
        }
        for result in sorted_out.new
    ]
    if rows:
        await queries.keep_results(session, rows)
        passed = tuple(result.officer_id for result in sorted_out.new if result.passed)
        if passed:
            await follow(session, TrainingPassed(passed, now))
    return sorted_out
