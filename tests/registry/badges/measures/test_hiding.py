"""A holder in danger: the badge is hidden at once, and nobody can keep it hidden alone."""

import httpx
import pytest

from registry.badges.badge.tables import Badge
from registry.badges.measures.jobs import lapse_unconfirmed
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.badges.measures.test_confirmation import hours_pass
from tests.registry.badges.reviewers import Reviewer
from tests.registry.persons import Person, problem


@pytest.fixture
async def held(
    sessions: Sessions, client: httpx.AsyncClient, issuer: TestIssuer
) -> tuple[Person, Badge]:
    officer, _, badge = await scenes.a_badge(sessions)
    return Person(client, issuer, officer), badge


def head_of(reviewer: Reviewer, badge: Badge) -> Reviewer:
    """The PR head of the badge's institution."""
    return reviewer.elsewhere(badge.institution, subject="humas")


async def hide(head: Reviewer, badge: Badge) -> httpx.Response:
    return await head.post(f"/v1/badges/{badge.id}/hiding")


async def public(client: httpx.AsyncClient, badge: Badge) -> str:
    return str((await client.get(f"/v1/badges/{badge.id}")).json()["state"])


async def test_the_holder_hides_the_badge_and_the_public_hears_no_reason(
    held: tuple[Person, Badge], client: httpx.AsyncClient
) -> None:
    holder, badge = held

    hidden = await holder.post(f"/v1/me/badges/{badge.id}/hiding")

    assert (hidden.status_code, hidden.json()["state"]) == (201, "provisional")
    assert "keselamatan" in hidden.json()["text"]["id"]
    answer = await client.get(f"/v1/badges/{badge.id}")
    assert answer.json()["state"] == "paused"
    assert "danger" not in answer.text


async def test_the_holder_shows_it_again(
    held: tuple[Person, Badge], client: httpx.AsyncClient
) -> None:
    holder, badge = held
    await holder.post(f"/v1/me/badges/{badge.id}/hiding")

    shown = await holder.delete(f"/v1/me/badges/{badge.id}/hiding")

    assert (shown.status_code, await public(client, badge)) == (204, "active")


async def test_the_pr_head_hides_it_and_it_ends_after_72_hours(
    held: tuple[Person, Badge], reviewer: Reviewer, client: httpx.AsyncClient, sessions: Sessions
) -> None:
    holder, badge = held

    hidden = await hide(head_of(reviewer, badge), badge)

    assert (hidden.status_code, await public(client, badge)) == (201, "paused")
    read = await holder.get(f"/v1/me/badges/{badge.id}/suspension")
    assert read.json()["reason_code"] == "holder_in_danger"
    await hours_pass(sessions, badge, 73)
    await lapse_unconfirmed(sessions, {})
    assert await public(client, badge) == "active"


async def test_a_superior_cannot_hide_a_badge_again_and_again(
    held: tuple[Person, Badge], reviewer: Reviewer, sessions: Sessions
) -> None:
    _, badge = held
    head = head_of(reviewer, badge)
    await hide(head, badge)
    await hours_pass(sessions, badge, 73)
    await lapse_unconfirmed(sessions, {})

    assert problem(await hide(head, badge)) == (403, "paused-in-vain")
    colleague = head.elsewhere(badge.institution, subject="wakil")
    assert problem(await hide(colleague, badge)) == (403, "paused-in-vain")


async def test_what_the_institution_hid_the_holder_cannot_show(
    held: tuple[Person, Badge], reviewer: Reviewer
) -> None:
    holder, badge = held
    await hide(head_of(reviewer, badge), badge)

    shown = await holder.delete(f"/v1/me/badges/{badge.id}/hiding")

    assert problem(shown) == (409, "not-hidden-by-holder")


async def test_somebody_elses_badge_is_unknown(
    held: tuple[Person, Badge], reviewer: Reviewer, client: httpx.AsyncClient, sessions: Sessions
) -> None:
    holder, _ = held
    _, _, other = await scenes.a_badge(sessions)

    assert problem(await holder.post(f"/v1/me/badges/{other.id}/hiding"))[0] == 404
    assert problem(await hide(reviewer, other)) == (404, "badge-unknown")
    assert await public(client, other) == "active"


@pytest.mark.parametrize("by", ["holder", "head"])
async def test_a_reviewer_of_another_institution_confirms_it(
    held: tuple[Person, Badge], reviewer: Reviewer, second: Reviewer, sessions: Sessions, by: str
) -> None:
    holder, badge = held
    head = head_of(reviewer, badge)
    await (holder.post(f"/v1/me/badges/{badge.id}/hiding") if by == "holder" else hide(head, badge))
    waiting = (await second.get("/v1/suspensions?limit=100")).json()["items"]
    [suspension] = [each for each in waiting if each["badge_id"] == str(badge.id)]

    assert problem(await head.confirm(suspension["id"])) == (403, "conflict-of-interest")
    confirmed = await second.confirm(suspension["id"])

    assert confirmed.json()["state"] == "confirmed"
    again = await holder.delete(f"/v1/me/badges/{badge.id}/hiding")
    assert problem(again) == (409, "not-hidden-by-holder")


async def test_hiding_tells_who_did_it_to_auditors_only(
    held: tuple[Person, Badge], sessions: Sessions
) -> None:
    holder, badge = held

    await holder.post(f"/v1/me/badges/{badge.id}/hiding")

    told = await given.events_about(sessions, str(badge.id))
    assert [kind for kind, _ in told] == ["badge.granted.v1", "badge.suspended.v1"]
    assert "reason" not in told[-1][1]


async def test_after_its_hours_it_is_the_holders_no_more(
    held: tuple[Person, Badge], sessions: Sessions
) -> None:
    holder, badge = held
    await holder.post(f"/v1/me/badges/{badge.id}/hiding")
    await hours_pass(sessions, badge, 73)

    late = await holder.delete(f"/v1/me/badges/{badge.id}/hiding")

    assert problem(late) == (409, "not-hidden-by-holder")
