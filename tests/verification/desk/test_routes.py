"""The reviewers' list of accounts."""

from dataclasses import replace
from datetime import timedelta

from httpx import AsyncClient

from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging
from verification.policies import queries as policies
from verification.policies.rules import ANNOUNCED


async def test_reviewers_page_through_accounts_but_not_through_their_own_institutions(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    others = {str(await given.linked_account(sessions, institution="klpd:K65")) for _ in range(5)}
    own = str(await given.linked_account(sessions, institution="klpd:K3"))
    headers = issuer.headers("verification.review", ["klpd:K3"])

    found, url = [], "/v1/accounts?limit=2"
    while url:
        page = await client.get(url, headers=headers)
        found += page.json()["items"]
        url = page.links["next"]["url"] if page.json()["next"] else ""

    ids = [account["id"] for account in found]
    assert others <= set(ids)
    assert own not in ids
    assert ids == sorted(ids)
    assert found[0].keys() == {
        "id", "platform", "institution", "decision", "week", "decided_at",
    }  # fmt: skip


async def test_the_list_needs_the_scope_of_a_reviewer(
    client: AsyncClient, issuer: TestIssuer
) -> None:
    assert (await client.get("/v1/accounts")).status_code == 401
    answer = await client.get("/v1/accounts", headers=issuer.headers("verification.me"))
    assert answer.status_code == 403


async def test_a_made_up_cursor_is_a_clear_400(client: AsyncClient, issuer: TestIssuer) -> None:
    headers = issuer.headers("verification.review")
    for cursor in ("x", "WyJ4Il0", "WyJhIiwiYiJd"):
        answer = await client.get(f"/v1/accounts?cursor={cursor}", headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/cursor-unreadable")


async def test_reviewers_elsewhere_find_the_accounts_that_chance_chose(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    elsewhere = await given.observed_account(sessions)
    own = await given.observed_account(sessions, institution="klpd:K3")
    every = replace(ANNOUNCED, version="every", in_force_from=given.WEEK, recheck_share=1.0)
    async with system_transaction(sessions) as session:
        await policies.add_version(session, every, now=given.SUNDAY)
    await judging.judged(sessions, given.WEEK - timedelta(weeks=1))
    headers = issuer.headers("verification.review", ["klpd:K3"])
    before = await client.get("/v1/accounts?drawn=true", headers=headers)
    assert before.status_code == 200, before.text
    await judging.judged(sessions, given.WEEK)

    drawn = await client.get("/v1/accounts?drawn=true&limit=100", headers=headers)

    ids = {account["id"] for account in drawn.json()["items"]}
    assert before.json()["items"] == []
    assert str(elsewhere) in ids
    assert str(own) not in ids
    assert {account["week"] for account in drawn.json()["items"]} == {"2026-W47"}
