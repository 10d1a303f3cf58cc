"""Writing, submitting, releasing and withdrawing over HTTP, on real PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.database import Sessions
from tests.content import given
from tests.content.desk import Desk


async def test_a_draft_gets_the_label_nobody_can_leave_out(desk: Desk) -> None:
    message = await desk.drafted()

    assert message["disclosure_label"] == "Saya ASN; materi resmi dari Kementerian Uji"
    assert (message["state"], message["version"]) == ("draft", 1)


@pytest.mark.parametrize("field", ["disclosure_label", "label", "state", "version", "author"])
async def test_what_the_system_writes_cannot_be_sent(desk: Desk, field: str) -> None:
    body = given.draft(desk.institution, **{field: "x"})

    answer = await desk.post("/v1/messages", body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == f"#/{field}"


async def test_a_message_is_drafted_only_for_the_own_institution(desk: Desk) -> None:
    answer = await desk.post("/v1/messages", given.draft("klpd:K3"))

    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/institution-not-yours"


async def test_an_audience_the_registry_does_not_know_is_refused(desk: Desk) -> None:
    audience = {"institutions": [desk.institution, "klpd:NOBODY"], "platforms": []}

    answer = await desk.post("/v1/messages", given.draft(desk.institution, audience=audience))

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/audience/institutions/1"


async def test_the_same_post_twice_leaves_one_draft(desk: Desk) -> None:
    headers, body = desk.headers(), given.draft(desk.institution)

    first = await desk.client.post("/v1/messages", json=body, headers=headers)
    second = await desk.client.post("/v1/messages", json=body, headers=headers)

    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"
    listed = await desk.client.get("/v1/messages", headers=desk.headers())
    assert len(listed.json()["items"]) == 1


async def test_an_edit_is_a_new_version_and_leaves_what_it_does_not_name(desk: Desk) -> None:
    draft = await desk.drafted()
    audience = {"platforms": ["x"]}

    answer = await desk.client.patch(
        f"/v1/messages/{draft['id']}",
        json={"title": "Judul baru", "audience": audience},
        headers=desk.headers()
        | {"If-Match": '"1"', "Content-Type": "application/merge-patch+json"},
    )

    edited = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert (edited["version"], edited["title"]) == (2, "Judul baru")
    assert edited["body"] == draft["body"]
    assert edited["audience"] == {"institutions": [desk.institution], "platforms": ["x"]}
    assert edited["fingerprint"] != draft["fingerprint"]


async def test_an_edit_that_changes_nothing_leaves_no_version(desk: Desk) -> None:
    draft = await desk.drafted()

    answer = await desk.client.patch(
        f"/v1/messages/{draft['id']}",
        json={"title": draft["title"]},
        headers=desk.headers() | {"If-Match": '"1"'},
    )

    assert (answer.json()["version"], answer.headers["etag"]) == (1, '"1"')


@pytest.mark.parametrize(
    ("if_match", "status"), [(None, 428), ('"7"', 412), ("W/x", 400), ('"1"', 200)]
)
async def test_an_edit_names_the_revision_it_was_made_on(
    desk: Desk, if_match: str | None, status: int
) -> None:
    draft = await desk.drafted()
    named = {"If-Match": if_match} if if_match else {}

    answer = await desk.client.patch(
        f"/v1/messages/{draft['id']}", json={"title": "Baru"}, headers=desk.headers() | named
    )

    assert answer.status_code == status


@pytest.mark.parametrize("patch", [{"title": None}, {"institution": "klpd:K3"}, {"expires_at": 5}])
async def test_a_patch_cannot_remove_or_move_anything(desk: Desk, patch: dict[str, Any]) -> None:
    draft = await desk.drafted()

    answer = await desk.client.patch(
        f"/v1/messages/{draft['id']}", json=patch, headers=desk.headers() | {"If-Match": '"1"'}
    )

    assert answer.status_code == 400


async def test_a_message_without_a_source_is_not_submitted(desk: Desk) -> None:
    draft = await desk.drafted(evidence=[])

    answer = await desk.post(f"/v1/messages/{draft['id']}/submission")

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/screening-failed"
    assert answer.json()["errors"][0] == {
        "pointer": "#/evidence",
        "code": "evidence_missing",
        "detail": "Sertakan paling sedikit satu sumber.",
    }


async def test_a_personal_number_stops_the_message_and_is_not_repeated(desk: Desk) -> None:
    draft = await desk.drafted(body="Hubungi Budi, NIP 19960818 202204 1 901.")

    answer = await desk.post(f"/v1/messages/{draft['id']}/submission")

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["code"] == "civil_service_number"
    assert "19960818" not in answer.text


async def test_a_flag_is_shown_and_lets_the_message_through(desk: Desk) -> None:
    message = await desk.submitted(body="Hubungi 0812-3456-7890.")

    (finding,) = message["findings"]
    assert (finding["code"], finding["blocks"]) == ("mobile_number", False)


@pytest.mark.parametrize("text", ["a\u202eb", "a\x07b", "a\u2066b"])
async def test_text_that_shows_otherwise_than_it_reads_is_refused(desk: Desk, text: str) -> None:
    answer = await desk.post("/v1/messages", given.draft(desk.institution, title=text))

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "moment",
    ["2026-12-01T00:00:00", "9999-12-31T23:59:59-12:00", "kapan-kapan", 1790000000, "1798736399"],
)
async def test_the_last_moment_is_a_sensible_time_with_a_zone(desk: Desk, moment: Any) -> None:
    answer = await desk.post("/v1/messages", given.draft(desk.institution, expires_at=moment))

    assert answer.status_code == 400


async def test_a_message_past_its_last_moment_is_not_submitted(desk: Desk) -> None:
    late = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    draft = await desk.drafted(expires_at=late)

    answer = await desk.post(f"/v1/messages/{draft['id']}/submission")

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/message-outdated"


async def test_what_is_not_cleared_is_not_released(desk: Desk) -> None:
    message = await desk.submitted()

    answer = await desk.post(f"/v1/messages/{message['id']}/release")

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/message-state-forbids"


async def test_a_release_is_told_to_everybody(desk: Desk, sessions: Sessions) -> None:
    message = await desk.released()

    told = await given.recorded(sessions, message["id"])

    assert [type for type, _, _ in told] == [
        "message.drafted.v1",
        "message.submitted.v1",
        "message.cleared.v1",
        "message.cleared.v1",
        "message.released.v1",
    ]
    assert [internal for _, internal, _ in told] == [True, True, True, True, False]
    released = told[-1][2]
    assert released["url"].endswith(f"/p/{message['id']}")
    assert released["institution"] == desk.institution
    assert released["channel"] == "bagimu-negeri"


async def test_a_withdrawal_needs_a_reason_and_is_told(desk: Desk, sessions: Sessions) -> None:
    message = await desk.released()
    path = f"/v1/messages/{message['id']}/withdrawal"
    assert (await desk.post(path, {})).status_code == 400

    withdrawn = await desk.withdrawn(message)

    assert (withdrawn["state"], withdrawn["withdrawal_reason"]) == ("withdrawn", "facts_wrong")
    assert (await given.recorded(sessions, message["id"]))[-1][:2] == (
        "message.withdrawn.v1",
        False,
    )


async def test_a_draft_that_is_dropped_is_told_to_nobody_outside(
    desk: Desk, sessions: Sessions
) -> None:
    draft = await desk.drafted()

    await desk.withdrawn(draft, "other")

    assert (await given.recorded(sessions, draft["id"]))[-1][:2] == ("message.dropped.v1", True)
    assert (await desk.client.get(f"/p/{draft['id']}")).status_code == 404


async def test_messages_are_listed_page_by_page(desk: Desk) -> None:
    made = [(await desk.drafted())["id"] for _ in range(5)]
    seen: list[str] = []
    path: str | None = "/v1/messages?limit=2"
    while path:
        answer = await desk.client.get(path, headers=desk.headers())
        seen += [item["id"] for item in answer.json()["items"]]
        following = answer.json()["next"]
        path = f"/v1/messages?limit=2&cursor={following}" if following else None

    assert seen == made[::-1]


async def test_messages_are_listed_by_state(desk: Desk) -> None:
    await desk.drafted()
    submitted = await desk.submitted()

    answer = await desk.client.get("/v1/messages?state=submitted", headers=desk.headers())

    assert [item["id"] for item in answer.json()["items"]] == [submitted["id"]]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PATCH", ""),
        ("GET", "/audience-preview"),
        ("POST", "/submission"),
        ("POST", "/release"),
        ("POST", "/withdrawal"),
    ],
)
async def test_another_institutions_message_does_not_exist(
    desk: Desk, sessions: Sessions, method: str, path: str
) -> None:
    message = await desk.released()
    stranger = Desk(desk.client, desk.issuer, await given.institution(sessions))

    answer = await desk.client.request(
        method,
        f"/v1/messages/{message['id']}{path}",
        json={"reason": "other"} if path == "/withdrawal" else {},
        headers=stranger.headers() | {"If-Match": '"1"'},
    )

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/message-unknown"
