"""A judgement has memory: runs open findings, and only a person closes them."""

from datetime import timedelta
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.database import Sessions, system_transaction
from tests.verification import given, judging
from verification.accounts.errors import ReviewerWithoutInstitution
from verification.findings import service
from verification.findings.errors import FindingAlreadyClosed
from verification.findings.rules import Flag, Judged
from verification.growth.rules.histories import Reading
from verification.growth.rules.screened import FlaggedWeek, Model

BOUGHT_IN = given.WEEK - timedelta(weeks=9)
NATURAL_READINGS = 26


@pytest.fixture
async def bought(client: AsyncClient, sessions: Sessions) -> UUID:
    """An account whose 300 bought followers came ten weeks before the week judged."""
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    return account


async def looked(sessions: Sessions, account: UUID, *, weeks_later: int = 1) -> None:
    """A reviewer of another institution has closed the account's finding."""
    now = judging.noon_after(given.WEEK + timedelta(weeks=weeks_later))
    finding = await judging.finding_of(sessions, account)
    await judging.looked_at(sessions, finding, now)


def natural_weeks_after(readings: list[Reading], count: int) -> list[Reading]:
    """The account goes on growing by one a week."""
    last = readings[-1]
    return [
        Reading(last.week + timedelta(weeks=at), last.audience + at, 45.0, 2)
        for at in range(1, count + 1)
    ]


async def test_a_flag_opens_one_finding_with_its_weeks_numbers_model_and_policy(
    sessions: Sessions, bought: UUID
) -> None:
    run = await judging.judged(sessions, given.WEEK)

    (found,) = await judging.rows_of(
        sessions, "select * from findings where account_id = :id", id=bought
    )
    assert (found.run_id, found.since, found.policy) == (run, given.WEEK, "2019-11-25")
    assert found.gains.keys() == {BOUGHT_IN.isoformat()}
    assert 295 <= found.gains[BOUGHT_IN.isoformat()] <= 305
    assert found.p_value <= 0.01 < found.score
    assert (found.model["name"], found.model["version"]) == ("growth-judgement", "2.0.0")
    assert (found.closed_at, found.closed_by, found.closing_reason) == (None, None, None)


async def test_natural_growth_opens_none(client: AsyncClient, sessions: Sessions) -> None:
    calm = await given.observed_account(sessions)
    await judging.judged(sessions, given.WEEK)

    none = "select * from findings where account_id = :id"
    assert await judging.rows_of(sessions, none, id=calm) == []
    assert (await judging.verdict_of(sessions, calm))["decision"] == "eligible"


async def test_a_finding_is_told_once_without_personal_data(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    await judging.judged(sessions, given.WEEK)
    finding = await judging.finding_of(sessions, bought)

    (told,) = await judging.rows_of(
        sessions, "select * from events where subject = :id", id=str(finding)
    )
    assert (told.type, told.internal) == ("finding.opened.v1", True)
    assert told.data == {
        "finding_id": str(finding),
        "account_id": str(bought),
        "since": "2026-W47",
        "weeks": ["2026-W38"],
        "policy": "2019-11-25",
    }


async def test_bought_followers_and_a_week_of_waiting_earn_no_badge(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    first = await judging.verdict_of(sessions, bought)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=1))
    second = await judging.verdict_of(sessions, bought)

    assert (first["decision"], second["decision"]) == ("review", "review")
    assert first["growth"] == second["growth"]
    assert first["reasons"]["finding_open"] == {"since": "2026-W47", "weeks": 1}
    assert second["reasons"]["finding_open"] == {"since": "2026-W47", "weeks": 1}


async def test_half_a_year_of_natural_readings_does_not_close_a_finding(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    more = natural_weeks_after(given.bought_readings(), NATURAL_READINGS)
    await given.observed(sessions, bought, more)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=NATURAL_READINGS))

    assert (await judging.verdict_of(sessions, bought))["decision"] == "review"


async def test_a_finding_stays_open_when_its_weeks_have_left_the_window(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    more = natural_weeks_after(given.bought_readings(), 60)
    await given.observed(sessions, bought, more)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=60))
    verdict = await judging.verdict_of(sessions, bought)

    assert verdict["growth"]["flagged"] is False
    assert verdict["decision"] == "review"
    assert verdict["real_audience"]["low"] < verdict["real_audience"]["high"] - 290


async def test_once_a_person_has_looked_the_next_judgement_no_longer_doubts(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    await looked(sessions, bought)
    at_once = await judging.verdict_of(sessions, bought)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=1))
    after = await judging.verdict_of(sessions, bought)

    assert (at_once["decision"], after["decision"]) == ("review", "eligible")
    assert after["reasons"]["growth_reviewed"] == {
        "weeks": 1,
        "first_week": "2026-W38",
        "reviewed_on": "2026-11-30",
    }
    assert after["reasons"].keys().isdisjoint({"growth_unexplained", "finding_open"})
    assert after["real_audience"] == {"low": 912, "high": 912}
    open_now = "select * from findings where account_id = :id and closed_at is null"
    assert await judging.rows_of(sessions, open_now, id=bought) == []


async def test_another_purchase_after_the_look_opens_a_finding_of_its_own(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    await looked(sessions, bought)
    weeks = natural_weeks_after(given.bought_readings(bought=900), 6)
    await given.observed(sessions, bought, weeks)
    await judging.judged(sessions, weeks[-1].week)

    verdict = await judging.verdict_of(sessions, bought)
    (waiting,) = await judging.rows_of(
        sessions, "select * from findings where account_id = :id and closed_at is null", id=bought
    )
    assert verdict["decision"] == "review"
    assert set(waiting.gains) == {weeks[0].week.isoformat()}
    assert verdict["reasons"]["finding_open"] == {"since": "2026-W53", "weeks": 1}


async def test_an_open_finding_takes_up_newly_flagged_weeks(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    before = await judging.finding_of(sessions, bought)
    (week,) = natural_weeks_after(given.bought_readings(bought=700), 1)
    await given.observed(sessions, bought, [week])
    await judging.judged(sessions, week.week)

    (after,) = await judging.rows_of(
        sessions, "select * from findings where account_id = :id", id=bought
    )
    assert (after.id, after.since) == (before, given.WEEK)
    assert set(after.gains) == {BOUGHT_IN.isoformat(), week.week.isoformat()}


async def test_missing_data_still_speaks_before_an_open_finding(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=5))
    verdict = await judging.verdict_of(sessions, bought)

    assert verdict["decision"] == "insufficient_data"
    assert {"finding_open", "reading_too_old"} <= verdict["reasons"].keys()


async def test_the_hash_of_the_input_names_the_memory_too(sessions: Sessions, bought: UUID) -> None:
    await judging.judged(sessions, given.WEEK)
    first = await judging.verdict_of(sessions, bought)
    await judging.judged(sessions, given.WEEK)
    second = await judging.verdict_of(sessions, bought)

    assert first["input_sha256"] != second["input_sha256"]


async def test_a_finding_is_closed_once(sessions: Sessions, bought: UUID) -> None:
    await judging.judged(sessions, given.WEEK)
    finding = await judging.finding_of(sessions, bought)
    await looked(sessions, bought)

    with pytest.raises(FindingAlreadyClosed):
        await judging.looked_at(sessions, finding, given.SUNDAY)


async def test_who_belongs_nowhere_closes_nothing(sessions: Sessions, bought: UUID) -> None:
    await judging.judged(sessions, given.WEEK)
    finding = await judging.finding_of(sessions, bought)

    with pytest.raises(ReviewerWithoutInstitution):
        await judging.looked_at(sessions, finding, given.SUNDAY, of=())


async def test_nobody_closes_a_finding_while_its_account_is_being_judged(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    finding = await judging.finding_of(sessions, bought)

    async with system_transaction(sessions) as judges:
        await service.memories(judges, [bought])
        with pytest.raises(DBAPIError, match="lock timeout"):
            async with system_transaction(sessions) as closes:
                await closes.execute(text("set local lock_timeout = '50ms'"))
                await service.close(
                    closes,
                    finding,
                    "Lihat",
                    version=1,
                    institutions=["klpd:K3"],
                    by="a|b",
                    now=given.SUNDAY,
                )


async def test_two_judgements_of_an_account_open_one_finding(
    sessions: Sessions, bought: UUID
) -> None:
    run = await judging.judged(sessions, given.WEEK - timedelta(weeks=20))
    model = Model("growth-judgement", "2.0.0", "0" * 64)
    earlier, later = [given.WEEK - timedelta(weeks=back) for back in (12, 9)]

    for week in (earlier, later):
        flag = Flag(bought, (FlaggedWeek(week, 300, 7),), 5, 9.5, 0.0004)
        async with system_transaction(sessions) as session:
            judged = Judged(run, given.WEEK, "2019-11-25", model)
            await service.notice(session, [flag], judged, now=given.SUNDAY)

    (kept,) = await judging.rows_of(
        sessions, "select * from findings where account_id = :id", id=bought
    )
    assert kept.gains == {earlier.isoformat(): 300, later.isoformat(): 300}
    told = "select * from events where type = 'finding.opened.v1' and data->>'account_id' = :id"
    assert len(await judging.rows_of(sessions, told, id=str(bought))) == 1


async def test_closing_is_told_with_who_did_it_for_auditors(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    finding = await judging.finding_of(sessions, bought)
    await looked(sessions, bought)

    (told,) = await judging.rows_of(
        sessions, "select * from events where type = 'finding.closed.v1' and subject = :id",
        id=str(finding),
    )  # fmt: skip
    assert told.data == {"finding_id": str(finding), "account_id": str(bought)}
    assert (told.internal, told.actor) == (True, "iss|rev")


async def test_an_account_linked_again_under_its_id_remembers(
    sessions: Sessions, bought: UUID
) -> None:
    await judging.judged(sessions, given.WEEK)
    for linked in (False, True):
        change = "update accounts set linked = :linked where id = :id returning 1"
        await judging.rows_of(sessions, change, linked=linked, id=bought)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=1))

    assert (await judging.verdict_of(sessions, bought))["decision"] == "review"
