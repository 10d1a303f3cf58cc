"""Results of a course, and what is stated of those who passed."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from registry.people.training import service
from registry.people.training.errors import TrainingInTheFuture
from registry.people.training.rules import Result, Sorted, TrainingPassed
from registry.people.training.tables import TrainingSession
from registry.settings import Settings
from shared.database import Sessions, system_transaction
from tests.registry import given, scenes
from tests.registry.facts import noting

NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)


async def held(sessions: Sessions, institution: str, on: date, at: datetime = NOON) -> UUID:
    """A course that was held; its id."""
    course = TrainingSession(
        id=uuid4(),
        institution=institution,
        course="Komunikasi publik",
        held_on=on,
        created_by="trainer",
        created_at=at,
    )
    async with system_transaction(sessions) as session:
        return (await service.record_session(session, course, [institution])).id


async def recorded(
    sessions: Sessions, institution: str, session_id: UUID, now: datetime, *results: Result
) -> Sorted:
    async with system_transaction(sessions) as session:
        return await service.record_results(
            session,
            session_id,
            list(results),
            institutions=[institution],
            principal="trainer",
            certificate_days=730,
            now=now,
        )


async def test_those_who_passed_are_stated_at_once_and_no_others(
    sessions: Sessions, settings: Settings
) -> None:
    ani = await given.an_officer(sessions)
    budi, citra = [await given.an_officer(sessions, institution=ani.institution) for _ in range(2)]
    course = await held(sessions, ani.institution, date(2026, 11, 20))
    results = [Result(ani.id, True), Result(budi.id, False), Result(citra.id, True)]

    async with noting(settings, TrainingPassed) as (noted, stated):
        await recorded(noted, ani.institution, course, NOON, *results)
        again = await recorded(noted, ani.institution, course, NOON, *results)

    assert stated == [TrainingPassed((ani.id, citra.id), NOON)]
    assert again == Sorted((), 3, ())


async def test_a_list_without_a_pass_states_nothing(sessions: Sessions, settings: Settings) -> None:
    ani = await given.an_officer(sessions)
    course = await held(sessions, ani.institution, date(2026, 11, 20))

    async with noting(settings, TrainingPassed) as (noted, stated):
        await recorded(noted, ani.institution, course, NOON, Result(ani.id, False))

    assert stated == []


async def test_a_badge_that_only_lacked_training_comes_with_it(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)
    account_id, _ = await scenes.a_linked_account(sessions, officer)
    await scenes.found(sessions, account_id)
    now = datetime.now(UTC)
    course = await held(sessions, officer.institution, now.date() - timedelta(days=1), now)

    await recorded(sessions, officer.institution, course, now, Result(officer.id, True))

    assert await scenes.badge_on(sessions, account_id) is not None


async def test_today_is_the_day_in_jakarta(sessions: Sessions) -> None:
    institution = await given.an_institution(sessions)
    evening = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)

    await held(sessions, institution, date(2026, 11, 27), evening)
    with pytest.raises(TrainingInTheFuture):
        await held(sessions, institution, date(2026, 11, 28), evening)
