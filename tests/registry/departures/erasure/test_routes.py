"""The clocks of an erasure: for the person, for whoever has the receipt code, for operators."""

from datetime import datetime, timedelta
from uuid import uuid4

import httpx

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.departures.erasure import scene

READ = "registry.erasures.read"


async def own(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: given.Enrolled
) -> list[dict[str, str]]:
    answer = await client.get("/v1/me/erasures", headers=scene.me(issuer, officer))
    assert answer.status_code == 200
    return list(answer.json()["items"])


async def test_who_withdraws_reads_when_it_will_happen_and_by_which_code(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    await client.delete("/v1/me/consents/programme", headers=scene.me(issuer, officer))

    [told] = await own(client, issuer, officer)

    asked, due = (datetime.fromisoformat(told[name]) for name in ("requested_at", "due_at"))
    assert due - asked == timedelta(hours=72)
    assert (told["state"], told["cause"]) == ("scheduled", "withdrawn")
    by_code = await client.get(f"/v1/erasure-receipts/{told['receipt_code']}")
    assert by_code.json() == {name: told[name] for name in told if name != "receipt_code"}


async def test_asked_for_it_happens_at_once_and_only_the_code_answers_afterwards(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    told = await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)
    address = f"/v1/erasure-receipts/{told['receipt_code'].lower().replace('-', ' ')}"

    waiting = (await client.get(address)).json()
    await scene.received(sessions, officer.id, "content", "content")
    halfway = (await client.get(address)).json()
    await scene.received(sessions, officer.id, "verification")
    done = (await client.get(address)).json()

    assert await own(client, issuer, officer) == []
    assert (await client.get("/v1/me", headers=scene.me(issuer, officer))).status_code == 404
    assert waiting["state"] == halfway["state"] == "waiting_for_receipts"
    assert halfway["outstanding"] == ["verification"]
    assert [receipt["service"] for receipt in halfway["receipts"]] == ["content"]
    assert (done["state"], done["outstanding"]) == ("done", [])


async def test_leaving_for_good_withdraws_first_and_can_follow_a_withdrawal(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    await client.delete("/v1/me/consents/programme", headers=scene.me(issuer, officer))
    [scheduled] = await own(client, issuer, officer)

    told = await scene.left_for_good(client, issuer, officer)

    assert told["receipt_code"] == scheduled["receipt_code"]
    assert (told["cause"], told["due_at"] < scheduled["due_at"]) == ("asked", True)
    again = await scene.left_for_good(client, issuer, officer)
    assert again == told


async def test_somebody_of_no_programme_has_nothing_to_erase(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    headers = issuer.headers("registry.me", subject=f"nobody-{uuid4()}")

    answer = await client.delete("/v1/me", headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-enrolled")


async def test_an_invented_code_is_unknown(client: httpx.AsyncClient) -> None:
    for code in ("7K3M-9TQX-2HWD", "x", "%F0%9F%98%80"):
        answer = await client.get(f"/v1/erasure-receipts/{code}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/receipt-unknown")


async def test_operators_see_ages_and_outstanding_receipts_and_no_names(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)
    await scene.received(sessions, officer.id, "verification")

    answer = await client.get("/v1/erasures?limit=100", headers=issuer.headers(READ))

    [row] = [row for row in answer.json()["items"] if row["officer_id"] == str(officer.id)]
    assert row["outstanding"] == ["content"]
    assert 0 <= row["age_seconds"] < 600
    assert officer.subject not in answer.text
    assert "receipt_code" not in row


async def test_the_list_of_erasures_goes_page_by_page(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officers = [await given.an_officer(sessions) for _ in range(3)]
    for officer in officers:
        await scene.left_for_good(client, issuer, officer)

    seen, query = [], {"limit": "1"}
    while True:
        answer = await client.get("/v1/erasures", params=query, headers=issuer.headers(READ))
        seen += [row["officer_id"] for row in answer.json()["items"]]
        if answer.json()["next"] is None:
            break
        query["cursor"] = answer.json()["next"]

    assert [id for id in seen if id in {str(o.id) for o in officers}] == [
        str(officer.id) for officer in officers
    ]


async def test_another_person_sees_nothing_of_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    leaver, other = await given.an_officer(sessions), await given.an_officer(sessions)
    await client.delete("/v1/me/consents/programme", headers=scene.me(issuer, leaver))

    assert await own(client, issuer, other) == []
