"""A badge follows to a new name once a person of another institution has looked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from registry.badges.renamings import queries
from shared.database import system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.accounts.sightings.weeks import a_badged_account, looked, own, word
from tests.registry.badges.renamings.conftest import Renamed
from tests.registry.persons import Person, problem
from tests.registry.simulated import Platforms
from tests.waiting import until

ELSEWHERE = "klpd:K99001"


class Reviewer:
    """Somebody who reviews badges of other institutions."""

    def __init__(
        self, client: httpx.AsyncClient, issuer: TestIssuer, institution: str = ELSEWHERE
    ) -> None:
        self._client = client
        self._issuer = issuer
        self._institution = institution

    @property
    def _headers(self) -> dict[str, str]:
        return self._issuer.headers("registry.badges.review", institutions=[self._institution])

    async def waiting(self) -> dict[str, dict[str, Any]]:
        """What waits, by account."""
        answer = await self._client.get("/v1/renamings?limit=100", headers=self._headers)
        assert answer.status_code == 200, answer.text
        return {each["account_id"]: each for each in answer.json()["items"]}

    async def confirm(self, account_id: str, handle: str) -> httpx.Response:
        path = f"/v1/renamings/{account_id}/confirmations"
        return await self._client.post(path, json={"handle": handle}, headers=self._headers)


async def test_a_new_name_waits_for_a_reviewer_with_its_age_and_term(
    client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed
) -> None:
    waiting = (await Reviewer(client, issuer).waiting())[renamed.account_id]

    assert (waiting["handle"], waiting["new_handle"]) == (renamed.old, renamed.new)
    assert waiting["new_url"] == f"https://x.com/{renamed.new}"
    noticed, look_by = (datetime.fromisoformat(waiting[k]) for k in ("noticed_at", "look_by"))
    assert look_by - noticed == timedelta(days=5)
    assert not {"officer_id", "principal"} & set(waiting)


async def test_the_badge_follows_and_the_old_name_stays_ended_for_good(
    client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed
) -> None:
    answer = await Reviewer(client, issuer).confirm(renamed.account_id, renamed.new)

    assert answer.status_code == 201, answer.text
    assert await word(client, renamed.new) == (True, "active")
    assert await word(client, renamed.old) == (False, "ended")
    read = await own(renamed.person, renamed.account_id)
    assert (read["state"], read["handle"], read["notice"]) == ("linked", renamed.new, None)


async def test_the_badge_lives_not_a_day_longer_for_its_new_name(
    client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed
) -> None:
    await Reviewer(client, issuer).confirm(renamed.account_id, renamed.new)

    badges = (await renamed.person.get("/v1/me/badges")).json()["items"]

    assert [(badge["handle"], badge["state"]) for badge in badges] == [
        (renamed.new, "active"),
        (renamed.old, "returned"),
    ]
    assert badges[0]["valid_until"] == badges[1]["valid_until"]


async def test_the_account_goes_on_being_looked_at_under_its_new_name(
    app: FastAPI, client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed
) -> None:
    await Reviewer(client, issuer).confirm(renamed.account_id, renamed.new)

    await looked(app, 2)

    assert await word(client, renamed.new) == (True, "active")


async def test_nobody_looks_for_the_own_institution(
    client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed
) -> None:
    colleague = Reviewer(client, issuer, renamed.person.officer.institution)

    answer = await colleague.confirm(renamed.account_id, renamed.new)

    assert problem(answer) == (403, "conflict-of-interest")
    assert renamed.account_id not in await colleague.waiting()
    assert await word(client, renamed.new) == (False, "never")


async def test_a_name_that_changed_while_somebody_looked_is_looked_at_anew(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    renamed: Renamed,
    platforms: Platforms,
) -> None:
    third = scenes.handle()
    platforms.rename("x", renamed.new, third)
    await looked(app, 2)

    answer = await Reviewer(client, issuer).confirm(renamed.account_id, renamed.new)

    assert problem(answer) == (409, "renamed-again")
    assert await word(client, third) == (False, "never")


async def test_a_stranger_who_took_the_new_name_is_not_made_official(
    client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed, platforms: Platforms
) -> None:
    reviewer, third = Reviewer(client, issuer), scenes.handle()
    platforms.rename("x", renamed.new, third)
    platforms.put("x", renamed.new)

    answer = await reviewer.confirm(renamed.account_id, renamed.new)

    assert problem(answer) == (409, "renamed-again")
    assert await word(client, renamed.new) == (False, "never")
    assert (await reviewer.waiting())[renamed.account_id]["new_handle"] == third
    assert (await reviewer.confirm(renamed.account_id, third)).status_code == 201
    assert await word(client, third) == (True, "active")


async def test_nor_is_one_on_facebook(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    renamed: Renamed,
    platforms: Platforms,
) -> None:
    first, second, third = scenes.handle(), scenes.handle(), scenes.handle()
    platforms.put("facebook", first)
    page = await renamed.person.claim(f"https://www.facebook.com/{first}")
    platforms.put("facebook", first, bio=await renamed.person.code_for(page))
    await renamed.person.prove(page)
    await scenes.found(app.state.sessions, UUID(page))
    await scenes.reconsidered(app.state.sessions, renamed.person.officer.id)
    platforms.rename("facebook", first, second)
    await looked(app, 2)
    platforms.rename("facebook", second, third)
    platforms.put("facebook", second)

    answer = await Reviewer(client, issuer).confirm(page, second)

    assert problem(answer) == (409, "renamed-again")
    assert await word(client, second, "facebook") == (False, "never")


Deed = Callable[[Platforms, Renamed], None]
DEEDS: dict[str, Deed] = {
    "gone": lambda platforms, it: platforms.remove("x", it.new),
    "gone, a stranger there": lambda platforms, it: platforms.recycle("x", it.new),
    "back under the old name": lambda platforms, it: platforms.rename("x", it.new, it.old),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
async def test_a_name_the_account_has_left_is_not_confirmed(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    renamed: Renamed,
    platforms: Platforms,
    deed: Deed,
) -> None:
    deed(platforms, renamed)

    answer = await Reviewer(client, issuer).confirm(renamed.account_id, renamed.new)

    assert problem(answer) == (409, "renamed-again")
    assert await word(client, renamed.new) == (False, "never")


@pytest.mark.parametrize("status", [429, 503])
async def test_a_platform_that_is_away_confirms_nothing_and_costs_nothing(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    renamed: Renamed,
    platforms: Platforms,
    status: int,
) -> None:
    reviewer = Reviewer(client, issuer)
    platforms.misbehave("x", status=status, headers={"retry-after": "1"})
    away = await reviewer.confirm(renamed.account_id, renamed.new)
    platforms.behave("x")

    assert problem(away) == (503, "platform-unavailable")
    assert int(away.headers["retry-after"]) >= 1
    assert (await reviewer.waiting())[renamed.account_id]["new_handle"] == renamed.new
    assert await word(client, renamed.new) == (False, "never")

    async def confirmed() -> bool:
        answer = await reviewer.confirm(renamed.account_id, renamed.new)
        return answer.status_code == 201

    await until(confirmed, "the platform is asked again")
    assert await word(client, renamed.new) == (True, "active")


async def test_what_was_confirmed_waits_no_more(
    client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed
) -> None:
    reviewer = Reviewer(client, issuer)
    await reviewer.confirm(renamed.account_id, renamed.new)

    again = await reviewer.confirm(renamed.account_id, renamed.new)

    assert problem(again) == (404, "no-renaming-waits")
    assert renamed.account_id not in await reviewer.waiting()


async def test_a_name_another_officer_has_proven_since_is_not_given_twice(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    renamed: Renamed,
    platforms: Platforms,
) -> None:
    platforms.rename("x", renamed.new, aside := scenes.handle())
    other = Person(client, issuer, await given.an_officer(app.state.sessions, trained=True))
    await a_badged_account(app, other, platforms, renamed.new)
    platforms.rename("x", renamed.new, scenes.handle())
    platforms.rename("x", aside, renamed.new)

    answer = await Reviewer(client, issuer).confirm(renamed.account_id, renamed.new)

    assert problem(answer) == (409, "new-name-held")


async def test_a_badge_paused_by_a_measure_does_not_escape_to_a_new_name(
    app: FastAPI, client: httpx.AsyncClient, issuer: TestIssuer, renamed: Renamed
) -> None:
    paused = "update badges set state = 'suspended', suspended_at = now() where account_id = :id"
    async with system_transaction(app.state.sessions) as session:
        await session.execute(text(paused), {"id": renamed.account_id})

    await Reviewer(client, issuer).confirm(renamed.account_id, renamed.new)

    assert await word(client, renamed.new) == (False, "never")
    assert await word(client, renamed.old) == (False, "ended")


async def test_the_oldest_waiting_name_has_an_age(app: FastAPI, renamed: Renamed) -> None:
    earlier = "update account_sightings set changed_at = now() - interval '2 days'"
    async with system_transaction(app.state.sessions) as session:
        await session.execute(text(earlier))

        assert await queries.oldest_seconds(session) >= 172_800
