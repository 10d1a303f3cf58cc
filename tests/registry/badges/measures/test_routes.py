"""Reviewers of other institutions pause badges; the public never hears why."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from registry.badges.badge.tables import Badge
from shared.calendar import day_of
from shared.clock import current_time
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given, pauses, scenes
from tests.registry.badges.reviewers import Reviewer
from tests.registry.given import Enrolled
from tests.registry.persons import problem


def in_days(days: int) -> str:
    return (day_of(current_time()) + timedelta(days=days)).isoformat()


async def public_word(client: httpx.AsyncClient, badge: Badge) -> tuple[str, bool]:
    found = (await client.get(f"/v1/badges/{badge.id}")).json()
    return found["state"], found["official"]


async def test_a_badge_is_paused_and_put_back_into_force(
    client: httpx.AsyncClient, reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    suspended = await reviewer.suspend(badge)
    paused = await public_word(client, badge)
    reinstated = await reviewer.reinstate(badge)

    assert (suspended.status_code, suspended.json()["state"]) == (201, "suspended")
    assert paused == ("paused", False)
    assert (reinstated.status_code, reinstated.json()["state"]) == (201, "active")
    assert await public_word(client, badge) == ("active", True)
    types = [type for type, _ in await given.events_about(sessions, str(badge.id))]
    assert types == ["badge.granted.v1", "badge.suspended.v1", "badge.reinstated.v1"]


async def test_the_public_hears_no_reason(
    client: httpx.AsyncClient, reviewer: Reviewer, sessions: Sessions
) -> None:
    _, account, badge = await scenes.a_badge(sessions)
    case = await reviewer.report(badge)
    await reviewer.suspend(badge, case=case)

    answers = [
        await client.get("/v1/badges/lookup", params={"url": account.url}),
        await client.get(f"/v1/badges/{badge.id}"),
        await client.get(f"/b/{badge.id}"),
    ]
    told = [str(data) for _, data in await given.events_about(sessions, str(badge.id))]

    for text in [*(answer.text for answer in answers), *told]:
        assert "taken_over" not in text
        assert case not in text
    assert answers[0].json()["state"] == "paused"


async def test_the_holder_hears_reason_state_and_dates(
    client: httpx.AsyncClient, issuer: TestIssuer, reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    headers = issuer.headers("registry.me", subject=officer.subject)
    path = f"/v1/me/badges/{badge.id}/suspension"
    before = await client.get(path, headers=headers)
    suspension = await reviewer.suspended(badge)

    told = (await client.get(path, headers=headers)).json()

    assert before.json()["type"] == "/problems/never-suspended"
    text = told.pop("text")
    assert told == {
        "state": "provisional",
        "reason_code": "account_taken_over",
        "case": suspension["case"],
        "review_on": suspension["review_on"],
        "lapses_at": suspension["lapses_at"],
    }
    assert "72 jam" in text["id"]
    assert "72 hours" in text["en"]


@pytest.mark.parametrize("own", [True, False])
async def test_nobody_decides_on_the_own_institution(
    reviewer: Reviewer, sessions: Sessions, own: bool
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    institutions = (officer.institution, "klpd:K3") if own else ()
    partial = reviewer.elsewhere(*institutions, subject="partial")
    case = await reviewer.report(badge)

    answers = [await partial.suspend(badge, case=case), await partial.reinstate(badge, case)]

    assert [problem(answer) for answer in answers] == [(403, "conflict-of-interest")] * 2


async def test_nobody_decides_on_an_own_badge(reviewer: Reviewer, sessions: Sessions) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    holder = reviewer.elsewhere("klpd:K3", subject=officer.subject)

    assert problem(await holder.suspend(badge)) == (403, "conflict-of-interest")


async def test_an_act_that_does_not_fit_the_state_is_refused(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    early = await reviewer.reinstate(badge)
    await reviewer.suspend(badge)
    twice = await reviewer.suspend(badge)

    assert (early.status_code, twice.status_code) == (409, 409)
    assert twice.json()["state"] == "suspended"


@pytest.mark.parametrize(
    "changes",
    [
        {"review_on": in_days(-2)},
        {"review_on": in_days(400)},
        {"review_on": 20000},
        {"reason_code": "dislike"},
        {"case": "a b"},
    ],
)
async def test_an_order_is_complete_and_in_time(
    reviewer: Reviewer, sessions: Sessions, changes: dict[str, object]
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    assert (await reviewer.suspend(badge, **changes)).status_code == 400


@pytest.mark.parametrize("case", ["TIDAK-ADA-KASUS", "198704152010012903", str(UUID(int=7))])
async def test_a_case_that_does_not_exist_is_refused_without_repeating_it(
    reviewer: Reviewer, sessions: Sessions, case: str
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    refused = await reviewer.suspend(badge, case=case)

    assert problem(refused) == (400, "case-unknown")
    assert case not in refused.text
    assert f"/v1/badges/{badge.id}/reports" in refused.json()["detail"]


async def test_a_case_of_another_account_is_none_here(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    _, _, other = await scenes.a_badge(sessions)

    refused = await reviewer.suspend(badge, case=await reviewer.report(other))

    assert problem(refused) == (400, "case-unknown")


async def suspended_and_returned(sessions: Sessions, reviewer: Reviewer) -> tuple[Enrolled, Badge]:
    officer, _, badge = await scenes.a_badge(sessions)
    await reviewer.suspended(badge)
    await pauses.ended(sessions, officer.id)
    return officer, badge


async def test_nobody_escapes_a_measure_by_ending_the_badge(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, badge = await suspended_and_returned(sessions, reviewer)

    await scenes.reconsidered(sessions, officer.id)

    newest = await scenes.badge_on(sessions, badge.account_id)
    assert newest is not None
    assert newest.id == badge.id


async def test_a_lifted_measure_lets_a_new_badge_come(
    client: httpx.AsyncClient, reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, badge = await suspended_and_returned(sessions, reviewer)

    lifted = await reviewer.reinstate(badge)
    await scenes.reconsidered(sessions, officer.id)

    newest = await scenes.badge_on(sessions, badge.account_id)
    assert (lifted.status_code, lifted.json()["state"]) == (201, "returned")
    assert newest is not None
    assert newest.id != badge.id
    assert await public_word(client, badge) == ("ended", False)
