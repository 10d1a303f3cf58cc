"""Results of a course, and what is stated of those who passed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from registry.callers import Participant
from registry.people.training import service
from registry.people.training.errors import TrainingInTheFuture
from registry.people.training.rules import CorrectionReason, Result, Sorted, TrainingPassed
from registry.people.training.service import Desk
from registry.people.training.tables import TrainingCorrection, TrainingParticipant
from registry.settings import Settings
from shared.database import Sessions, system_transaction
from tests.registry import given, scenes
from tests.registry.facts import noting
from tests.registry.given import Enrolled

NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)


async def held(
    sessions: Sessions, people: Sequence[Enrolled], on: date, at: datetime = NOON
) -> tuple[UUID, list[UUID]]:
    """A course these people joined; its id and theirs in it."""
    institution = people[0].institution
    async with system_transaction(sessions) as session:
        course = await service.announce(
            session,
            course="Komunikasi publik",
            held_on=on,
            institution=institution,
            institutions=[institution],
            principal="trainer",
            now=at,
        )
        places = [
            await service.join(session, Participant(p.id, institution, ""), course.join_code, at)
            for p in people
        ]
    return course.id, [each.participant.id for each in places]


def desk(officer: Enrolled, now: datetime) -> Desk:
    return Desk([officer.institution], "trainer", 730, now)


async def recorded(
    sessions: Sessions, officer: Enrolled, session_id: UUID, now: datetime, *results: Result
) -> Sorted:
    async with system_transaction(sessions) as session:
        return await service.record_results(session, session_id, results, desk(officer, now))


async def corrected(
    sessions: Sessions, officer: Enrolled, session_id: UUID, result: Result
) -> None:
    async with system_transaction(sessions) as session:
        await service.correct(
            session, session_id, result, CorrectionReason.ASSESSED_AGAIN, desk(officer, NOON)
        )


async def test_those_who_passed_are_stated_at_once_and_no_others(
    sessions: Sessions, settings: Settings
) -> None:
    ani = await given.an_officer(sessions)
    budi, citra = [await given.an_officer(sessions, institution=ani.institution) for _ in range(2)]
    course, places = await held(sessions, [ani, budi, citra], date(2026, 11, 20))
    results = [Result(place, place != places[1]) for place in places]

    async with noting(settings, TrainingPassed) as (noted, stated):
        await recorded(noted, ani, course, NOON, *results)
        again = await recorded(noted, ani, course, NOON, *results)

    [passed] = stated
    assert isinstance(passed, TrainingPassed)
    assert (set(passed.officer_ids), passed.at) == ({ani.id, citra.id}, NOON)
    assert again == Sorted((), 3, ())


async def test_a_list_without_a_pass_states_nothing(sessions: Sessions, settings: Settings) -> None:
    ani = await given.an_officer(sessions)
    course, [place] = await held(sessions, [ani], date(2026, 11, 20))

    async with noting(settings, TrainingPassed) as (noted, stated):
        await recorded(noted, ani, course, NOON, Result(place, False))

    assert stated == []


async def test_a_correction_keeps_what_was_and_states_a_pass(
    sessions: Sessions, settings: Settings
) -> None:
    ani = await given.an_officer(sessions)
    course, [place] = await held(sessions, [ani], date(2026, 11, 20))
    await recorded(sessions, ani, course, NOON, Result(place, True))

    async with noting(settings, TrainingPassed) as (noted, stated):
        await corrected(noted, ani, course, Result(place, False))
        await corrected(noted, ani, course, Result(place, True))

    assert stated == [TrainingPassed((ani.id,), NOON)]
    async with system_transaction(sessions) as session:
        statement = select(TrainingCorrection).where(TrainingCorrection.participant_id == place)
        kept = (await session.scalars(statement.order_by(TrainingCorrection.passed))).all()
    assert [(each.passed_before, each.passed, each.reason) for each in kept] == [
        (True, False, "assessed_again"),
        (False, True, "assessed_again"),
    ]


async def test_a_badge_that_only_lacked_training_comes_with_it(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)
    account_id, _ = await scenes.a_linked_account(sessions, officer)
    await scenes.found(sessions, account_id)
    now = datetime.now(UTC)
    course, [place] = await held(sessions, [officer], now.date() - timedelta(days=1), now)

    await recorded(sessions, officer, course, now, Result(place, True))

    assert await scenes.badge_on(sessions, account_id) is not None


async def test_today_is_the_day_in_jakarta(sessions: Sessions) -> None:
    ani = await given.an_officer(sessions)
    evening = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
    today, [place] = await held(sessions, [ani], date(2026, 11, 27), evening)
    tomorrow, [later] = await held(sessions, [ani], date(2026, 11, 28), evening)

    await recorded(sessions, ani, today, evening, Result(place, True))
    with pytest.raises(TrainingInTheFuture):
        await recorded(sessions, ani, tomorrow, evening, Result(later, True))


async def test_a_place_of_somebody_erased_stays_and_is_nobodys(sessions: Sessions) -> None:
    ani = await given.an_officer(sessions)
    course, [place] = await held(sessions, [ani], date(2026, 11, 20))
    await recorded(sessions, ani, course, NOON, Result(place, True))

    async with system_transaction(sessions) as session:
        await service.forget(session, ani.id)
        kept = await session.get_one(TrainingParticipant, place)

    assert (kept.officer_id, kept.place, kept.passed) == (None, 1, True)
    again = await recorded(sessions, ani, course, NOON, Result(place, True))
    assert again.unchanged == 1
