"""Reviewers of other institutions pause badges; the public never hears why."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.badges.badge.tables import Badge
from shared.calendar import JAKARTA
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.given import Enrolled

ELSEWHERE = ["klpd:K3"]


def order(days: int = 14) -> dict[str, str]:
    today = current_time().astimezone(JAKARTA).date()
    review_on = today + timedelta(days=days)
    return {
        "reason_code": "account_taken_over",
        "case": "KASUS-7",
        "review_on": review_on.isoformat(),
    }


class Reviewer:
    """Somebody who decides on badges."""

    def __init__(self, client: httpx.AsyncClient, issuer: TestIssuer) -> None:
        self._client, self._issuer = client, issuer

    async def suspend(
        self, badge: Badge, body: object = None, institutions: list[str] | None = None
    ) -> httpx.Response:
        return await self._post(badge, "suspensions", body or order(), institutions)

    async def reinstate(
        self, badge: Badge, institutions: list[str] | None = None
    ) -> httpx.Response:
        return await self._post(badge, "reinstatements", {"case": "KASUS-7"}, institutions)

    async def _post(
        self, badge: Badge, what: str, body: object, institutions: list[str] | None
    ) -> httpx.Response:
        where = ELSEWHERE if institutions is None else institutions
        headers = self._issuer.headers("registry.badges.review", where, subject="reviewer")
        return await self._client.post(f"/v1/badges/{badge.id}/{what}", json=body, headers=headers)


@pytest.fixture
def reviewer(client: httpx.AsyncClient, issuer: TestIssuer) -> Reviewer:
    return Reviewer(client, issuer)


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
    await reviewer.suspend(badge)

    answers = [
        await client.get("/v1/badges/lookup", params={"url": account.url}),
        await client.get(f"/v1/badges/{badge.id}"),
        await client.get(f"/b/{badge.id}"),
    ]
    told = [str(data) for _, data in await given.events_about(sessions, str(badge.id))]

    for text in [*(answer.text for answer in answers), *told]:
        assert "taken_over" not in text
        assert "KASUS" not in text
    assert answers[0].json()["state"] == "paused"


async def test_the_holder_hears_the_reason(
    client: httpx.AsyncClient, issuer: TestIssuer, reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    headers = issuer.headers("registry.me", subject=officer.subject)
    path = f"/v1/me/badges/{badge.id}/suspension"
    before = await client.get(path, headers=headers)
    await reviewer.suspend(badge)

    answer = await client.get(path, headers=headers)

    assert before.json()["type"] == "/problems/never-suspended"
    assert answer.json() == order()


@pytest.mark.parametrize("own", [True, False])
async def test_nobody_decides_on_the_own_institution(
    reviewer: Reviewer, sessions: Sessions, own: bool
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    institutions = [officer.institution, "klpd:K3"] if own else []

    answers = [
        await reviewer.suspend(badge, institutions=institutions),
        await reviewer.reinstate(badge, institutions=institutions),
    ]

    for answer in answers:
        assert answer.status_code == 403
        assert answer.json()["type"] == "/problems/conflict-of-interest"


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
    "body",
    [
        order(days=-2),
        order(days=400),
        {**order(), "reason_code": "dislike"},
        {**order(), "case": "a b"},
        {**order(), "review_on": 20000},
        {"case": "KASUS-7"},
    ],
)
async def test_an_order_is_complete_and_in_time(
    reviewer: Reviewer, sessions: Sessions, body: dict[str, object]
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    assert (await reviewer.suspend(badge, body)).status_code == 400


async def suspended_and_returned(sessions: Sessions, reviewer: Reviewer) -> tuple[Enrolled, Badge]:
    officer, _, badge = await scenes.a_badge(sessions)
    await reviewer.suspend(badge)
    async with system_transaction(sessions) as session:
        reason = EndReason.ACCOUNT_UNLINKED
        await badges.end_badges_of(session, officer.id, reason, datetime.now(UTC))
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
