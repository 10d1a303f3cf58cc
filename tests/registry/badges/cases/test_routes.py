"""Somebody with the scope reports what happened; reviewers from elsewhere read it."""

from uuid import uuid4

import pytest

from shared.database import Sessions
from tests.registry import scenes
from tests.registry.badges.reviewers import SEEN, Reviewer
from tests.registry.persons import problem


async def test_a_report_is_recorded_and_read_by_reviewers_from_elsewhere(
    reviewer: Reviewer, second: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    report_id = await reviewer.report(badge)

    listed = (await second.get(f"/v1/badges/{badge.id}/reports")).json()

    [shown] = listed["items"]
    assert {**SEEN, "id": report_id, "badge_id": str(badge.id)}.items() <= shown.items()
    assert "reviewer" not in str(listed)


async def test_reports_are_not_shown_to_the_own_institution(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    own = reviewer.elsewhere(officer.institution, subject="own")

    refused = await own.get(f"/v1/badges/{badge.id}/reports")

    assert problem(refused) == (403, "conflict-of-interest")


async def test_a_report_by_itself_changes_nothing(reviewer: Reviewer, sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    await reviewer.report(badge)

    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    assert (found.state, found.version) == ("active", 1)


@pytest.mark.parametrize(
    "number",
    ["19870415 201001 2 903", "19870415.201001-2\u2013903", "19870415\n201001 2 903"],
)
async def test_a_report_with_a_number_of_a_person_is_refused_without_repeating_it(
    reviewer: Reviewer, sessions: Sessions, number: str
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    body = {**SEEN, "text": f"Milik {number}"}

    refused = await reviewer.post(f"/v1/badges/{badge.id}/reports", body)

    assert problem(refused) == (400, "report-names-a-number")
    assert "19870415" not in refused.text


async def test_a_report_may_name_the_post_it_is_about(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    body = {**SEEN, "text": "Lihat https://x.com/contoh/status/940486978096762880"}

    assert (await reviewer.post(f"/v1/badges/{badge.id}/reports", body)).status_code == 201


@pytest.mark.parametrize(
    "change", [{"kind": "dislike"}, {"text": ""}, {"text": "a" * 2001}, {"text": "\u0000"}]
)
async def test_a_report_is_complete_and_bounded(
    reviewer: Reviewer, sessions: Sessions, change: dict[str, str]
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    refused = await reviewer.post(f"/v1/badges/{badge.id}/reports", {**SEEN, **change})

    assert refused.status_code == 400


async def test_a_report_on_no_badge_is_404(reviewer: Reviewer) -> None:
    refused = await reviewer.post(f"/v1/badges/{uuid4()}/reports", SEEN)

    assert problem(refused) == (404, "badge-unknown")
