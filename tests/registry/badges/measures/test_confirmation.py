"""A pause for longer than 72 hours is the decision of two people of two institutions."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from registry.accounts.account.rules.lifecycle import AccountState, AccountStateChanged
from registry.badges.badge.service import heed_account
from registry.badges.badge.tables import Badge
from registry.badges.measures.jobs import lapse_unconfirmed
from registry.badges.measures.tables import BadgeMeasure
from shared.database import Sessions, system_transaction
from tests.registry import given, pauses, scenes
from tests.registry.badges.reviewers import Reviewer
from tests.registry.persons import problem


async def hours_pass(sessions: Sessions, badge: Badge, hours: int) -> None:
    """As if what was decided on the badge had been decided earlier."""
    earlier = BadgeMeasure.lapses_at - timedelta(hours=hours)
    statement = update(BadgeMeasure).where(BadgeMeasure.badge_id == badge.id)
    async with system_transaction(sessions) as session:
        await session.execute(statement.values(lapses_at=earlier))


async def happened_to(sessions: Sessions, badge: Badge) -> list[str]:
    return [type for type, _ in await given.events_about(sessions, str(badge.id))]


async def test_a_second_person_confirms(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    suspension = await reviewer.suspended(badge)

    confirmed = await second.confirm(suspension["id"])

    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "confirmed")
    assert confirmed.json()["lapses_at"] is None
    assert confirmed.headers["ETag"] == '"2"'
    assert (await happened_to(sessions, badge))[-1] == "suspension.confirmed.v1"


async def test_a_confirmed_pause_outlasts_72_hours(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await second.confirm((await reviewer.suspended(badge))["id"])
    await hours_pass(sessions, badge, 1000)

    await lapse_unconfirmed(sessions, {})

    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    assert (found.state, found.pauses) == ("suspended", ["measure"])


async def test_an_unconfirmed_pause_lapses_after_72_hours_and_no_sooner(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await reviewer.suspended(badge)
    await hours_pass(sessions, badge, 71)
    await lapse_unconfirmed(sessions, {})
    before = await scenes.badge_on(sessions, badge.account_id)
    await hours_pass(sessions, badge, 1)

    await lapse_unconfirmed(sessions, {})
    await lapse_unconfirmed(sessions, {})

    after = await scenes.badge_on(sessions, badge.account_id)
    assert before is not None
    assert after is not None
    assert (before.state, after.state) == ("suspended", "active")
    assert await happened_to(sessions, badge) == [
        "badge.granted.v1",
        "badge.suspended.v1",
        "badge.reinstated.v1",
        "suspension.lapsed.v1",
    ]


async def test_a_lapsed_pause_is_confirmed_no_more_even_before_the_worker_comes(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    suspension = await reviewer.suspended(badge)
    await hours_pass(sessions, badge, 72)

    late = await second.confirm(suspension["id"])

    assert problem(late) == (409, "suspension-settled")
    assert late.json()["state"] == "lapsed"


async def test_a_lapsed_pause_lets_go_of_a_badge_that_ended_meanwhile(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    await reviewer.suspended(badge)
    await pauses.ended(sessions, officer.id)
    await hours_pass(sessions, badge, 72)

    await lapse_unconfirmed(sessions, {})
    await scenes.reconsidered(sessions, officer.id)

    newest = await scenes.badge_on(sessions, badge.account_id)
    assert newest is not None
    assert (newest.state, newest.id != badge.id) == ("active", True)
    assert "badge.reinstated.v1" not in await happened_to(sessions, badge)


async def test_the_same_person_or_institution_does_not_confirm(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    suspension = await reviewer.suspended(badge)
    friends = [
        reviewer.elsewhere("klpd:K9", subject=reviewer.subject),
        reviewer.elsewhere("klpd:K3", subject="colleague"),
        reviewer.elsewhere("klpd:K3", "klpd:K9", subject="both"),
    ]
    partial = [
        reviewer.elsewhere(officer.institution, subject="own"),
        reviewer.elsewhere(subject="nowhere"),
        reviewer.elsewhere("klpd:K9", subject=officer.subject),
    ]

    answers = [problem(await friend.confirm(suspension["id"])) for friend in friends]
    refused = [problem(await other.confirm(suspension["id"])) for other in partial]

    assert answers == [(403, "second-reviewer-needed")] * 3
    assert refused == [(403, "conflict-of-interest")] * 3


async def test_a_confirmation_names_the_version_that_was_read(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    suspension = await reviewer.suspended(badge)
    read = await second.get(f"/v1/suspensions/{suspension['id']}")

    stale = await second.confirm(suspension["id"], version=7)
    unnamed = await second.post(f"/v1/suspensions/{suspension['id']}/confirmation")

    assert (read.json(), read.headers["ETag"]) == (suspension, '"1"')
    assert problem(stale) == (412, "stale-version")
    assert unnamed.status_code == 428


async def test_confirming_again_with_the_same_key_repeats_the_answer(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    path = f"/v1/suspensions/{(await reviewer.suspended(badge))['id']}/confirmation"
    headers = {"If-Match": '"1"', "Idempotency-Key": str(uuid4())}
    first = await second.post(path, **headers)

    again = await second.post(path, **headers)
    anew = await second.post(path, **{"If-Match": '"2"'})

    assert (again.status_code, again.json()) == (200, first.json())
    assert problem(anew) == (409, "suspension-settled")


async def test_the_list_shows_what_one_may_confirm(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    suspension = await reviewer.suspended(badge)
    colleague = reviewer.elsewhere("klpd:K3", subject="colleague")
    own = reviewer.elsewhere(officer.institution, subject="own")

    async def listed(who: Reviewer) -> bool:
        answer = await who.get("/v1/suspensions?limit=100")
        return suspension["id"] in [item["id"] for item in answer.json()["items"]]

    assert [await listed(who) for who in (second, reviewer, colleague, own)] == [
        True,
        False,
        False,
        False,
    ]
    await second.confirm(suspension["id"])
    assert not await listed(second)


async def test_an_unknown_suspension_is_404(reviewer: Reviewer) -> None:
    assert problem(await reviewer.confirm(str(uuid4()))) == (404, "suspension-unknown")


@pytest.mark.parametrize("who", ["same person", "same institution"])
async def test_who_paused_in_vain_does_not_pause_the_holder_again_alone(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions, who: str
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await reviewer.suspended(badge)
    await hours_pass(sessions, badge, 72)
    await lapse_unconfirmed(sessions, {})
    subject = reviewer.subject if who == "same person" else "colleague"
    institution = "klpd:K7" if who == "same person" else "klpd:K3"

    again = await reviewer.elsewhere(institution, subject=subject).suspend(badge)
    elsewhere = await second.suspend(badge)

    assert problem(again) == (403, "paused-in-vain")
    assert elsewhere.status_code == 201


async def test_a_lapsed_pause_makes_nobody_official_whose_name_a_stranger_holds(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    await reviewer.suspended(badge)
    lost = AccountStateChanged(
        badge.account_id, officer.id, AccountState.CONTROL_LOST, datetime.now(UTC)
    )
    async with system_transaction(sessions) as session:
        await heed_account(session, lost)
    await hours_pass(sessions, badge, 72)

    await lapse_unconfirmed(sessions, {})

    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    assert (found.pauses, found.account_state) == ([], "control_lost")
    assert "badge.reinstated.v1" not in await happened_to(sessions, badge)
