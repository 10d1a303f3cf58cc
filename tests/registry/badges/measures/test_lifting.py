"""What two people confirmed ends when two people agree."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from registry.badges.badge.tables import Badge
from registry.badges.measures.tables import BadgeMeasure
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.badges.reviewers import Reviewer
from tests.registry.persons import problem


async def confirmed(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> tuple[Badge, dict[str, Any]]:
    _, _, badge = await scenes.a_badge(sessions)
    suspension = await reviewer.suspended(badge)
    answer = await second.confirm(suspension["id"])
    return badge, answer.json()


async def state_of(sessions: Sessions, badge: Badge) -> str:
    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    return found.state


async def test_the_first_wish_leaves_the_badge_paused(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    badge, _ = await confirmed(reviewer, second, sessions)

    wished = await second.reinstate(badge)

    assert wished.status_code == 201
    assert (wished.json()["state"], wished.json()["suspension"]["state"]) == (
        "suspended",
        "lifting",
    )
    assert wished.json()["suspension"]["lift_until"] is not None
    told = [type for type, _ in await given.events_about(sessions, str(badge.id))]
    assert told[-1] == "suspension.lift_wished.v1"


async def test_a_second_person_of_a_third_institution_ends_it(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    badge, _ = await confirmed(reviewer, second, sessions)
    await second.reinstate(badge)

    lifted = await reviewer.reinstate(badge)

    assert (lifted.status_code, lifted.json()["state"], lifted.json()["suspension"]) == (
        201,
        "active",
        None,
    )
    assert await state_of(sessions, badge) == "active"


async def test_the_same_person_or_a_colleague_is_no_second(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    badge, _ = await confirmed(reviewer, second, sessions)
    await reviewer.reinstate(badge)
    elsewhere = reviewer.elsewhere("klpd:K9", subject=reviewer.subject)
    colleague = reviewer.elsewhere("klpd:K3", subject="colleague")

    answers = [problem(await who.reinstate(badge)) for who in (reviewer, elsewhere, colleague)]

    assert answers == [(403, "second-to-lift-needed")] * 3
    assert await state_of(sessions, badge) == "suspended"


async def test_after_seven_days_a_wish_is_none_and_may_be_made_again(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    badge, suspension = await confirmed(reviewer, second, sessions)
    await reviewer.reinstate(badge)
    earlier = BadgeMeasure.lift_wished_at - timedelta(days=7)
    async with system_transaction(sessions) as session:
        mine = update(BadgeMeasure).where(BadgeMeasure.badge_id == badge.id)
        await session.execute(mine.values(lift_wished_at=earlier))

    read = await second.get(f"/v1/suspensions/{suspension['id']}")
    again = await second.reinstate(badge)

    assert (read.json()["state"], read.json()["lift_until"]) == ("confirmed", None)
    assert again.json()["suspension"]["state"] == "lifting"
    assert await state_of(sessions, badge) == "suspended"


async def test_what_one_person_decided_one_person_ends(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await reviewer.suspended(badge)

    lifted = await reviewer.reinstate(badge)

    assert lifted.json()["state"] == "active"


async def test_the_list_shows_whose_end_waits_for_one(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    badge, suspension = await confirmed(reviewer, second, sessions)
    await second.reinstate(badge)
    colleague = second.elsewhere(*second.institutions, subject="colleague")

    async def listed(who: Reviewer) -> bool:
        answer = await who.get("/v1/suspensions?limit=100")
        return suspension["id"] in [item["id"] for item in answer.json()["items"]]

    assert [await listed(who) for who in (reviewer, second, colleague)] == [True, False, False]


async def test_the_holder_reads_that_one_person_wants_it_to_end_and_not_who(
    issuer: TestIssuer, reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    await second.confirm((await reviewer.suspended(badge))["id"])
    await second.reinstate(badge)

    answer = await reviewer.client.get(
        f"/v1/me/badges/{badge.id}/suspension",
        headers=issuer.headers("registry.me", subject=officer.subject),
    )

    assert answer.json()["state"] == "lifting"
    assert "tujuh hari" in answer.json()["text"]["id"]
    assert not {"lift_wished_by", "decided_by", "confirmed_by"} & answer.json().keys()
