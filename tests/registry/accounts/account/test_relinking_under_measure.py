"""A measure meets the person who comes back, and whoever links the account that was paused."""

from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from sqlalchemy import update

from registry.accounts.account.tables import Account
from registry.badges.badge.tables import Badge
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given, pauses, scenes
from tests.registry.people import acts
from tests.registry.persons import ACCOUNTS, Person, linked_account
from tests.registry.simulated import Platforms


@dataclass
class Scene:
    """What these tests reach for."""

    client: httpx.AsyncClient
    issuer: TestIssuer
    sessions: Sessions
    platforms: Platforms

    async def enrolled(self, institution: str, number: str, subject: str) -> Person:
        """Somebody who accepted a new invitation, and passed a training since."""
        code = await acts.invitation(self.client, self.issuer, institution, number)
        answer = await acts.enrolled(
            self.client, self.issuer, subject, number=number, enrolment_code=code
        )
        assert answer.status_code == 201, answer.text
        headers = self.issuer.headers("registry.me", subject=subject)
        record = (await self.client.get("/v1/me", headers=headers)).json()
        officer = given.Enrolled(UUID(record["id"]), institution, subject)
        await given.a_training_result(self.sessions, officer, passed=True)
        return Person(self.client, self.issuer, officer)

    async def eligible_on(self, person: Person, name: str) -> str:
        """An account just proven, in which verification trusts; its id."""
        account_id = await linked_account(person, self.platforms, name)
        await scenes.found(self.sessions, UUID(account_id))
        await scenes.reconsidered(self.sessions, person.officer.id)
        return account_id

    async def badge_on(self, account_id: str) -> Badge | None:
        return await scenes.badge_on(self.sessions, UUID(account_id))

    async def paused(self, account_id: str) -> Badge:
        """The badge of the account, paused just now."""
        badge = await self.badge_on(account_id)
        assert badge is not None
        await pauses.paused(self.sessions, badge)
        return badge

    async def missing(self, person: Person, account_id: str) -> list[str]:
        answer = await person.get(f"{ACCOUNTS}/{account_id}/conditions")
        return list(answer.json()["missing"])


@pytest.fixture
def scene(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, platforms: Platforms
) -> Scene:
    return Scene(client, issuer, sessions, platforms)


async def leave(person: Person) -> None:
    answer = await person.delete("/v1/me/consents/programme", version=None)
    assert answer.status_code == 204, answer.text


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same institution", "another"])
@pytest.mark.parametrize("same_account", [True, False], ids=["same account", "another account"])
async def test_who_leaves_and_comes_back_finds_the_measure_again(
    scene: Scene, elsewhere: bool, same_account: bool
) -> None:
    institution, number = await given.an_institution(scene.sessions), given.a_nip()
    name, subject = scenes.handle(), f"asn-{number}"
    person = await scene.enrolled(institution, number, subject)
    await scene.paused(await scene.eligible_on(person, name))
    await leave(person)
    next_place = await given.an_institution(scene.sessions) if elsewhere else institution

    returned = await scene.enrolled(next_place, number, f"{subject}-again")
    account_id = await scene.eligible_on(returned, name if same_account else scenes.handle())

    assert await scene.missing(returned, account_id) == ["no_open_measure"]
    assert await scene.badge_on(account_id) is None


async def test_who_else_links_the_paused_account_gets_no_badge_under_any_name(
    scene: Scene, person: Person, other: Person
) -> None:
    old, new = scenes.handle(), scenes.handle()
    await scene.paused(await scene.eligible_on(person, old))
    await leave(person)
    scene.platforms.rename("x", old, new)

    account_id = await scene.eligible_on(other, new)

    assert await scene.missing(other, account_id) == ["no_open_measure"]
    asked = await scene.client.get("/v1/badges/lookup", params={"url": f"https://x.com/{new}"})
    assert (asked.json()["official"], asked.json()["state"]) == (False, "never")


async def test_another_account_of_somebody_else_is_not_held(
    scene: Scene, person: Person, other: Person
) -> None:
    await scene.paused(await scene.eligible_on(person, scenes.handle()))

    account_id = await scene.eligible_on(other, scenes.handle())

    assert await scene.badge_on(account_id) is not None


async def test_once_lifted_a_measure_holds_nobody_back(
    scene: Scene, person: Person, other: Person
) -> None:
    name = scenes.handle()
    badge = await scene.paused(await scene.eligible_on(person, name))
    await leave(person)
    account_id = await scene.eligible_on(other, name)

    await pauses.resumed(scene.sessions, badge)
    await scenes.reconsidered(scene.sessions, other.officer.id)

    assert await scene.badge_on(account_id) is not None


async def test_the_hold_outlives_every_row_it_was_made_from(
    scene: Scene, person: Person, other: Person
) -> None:
    name = scenes.handle()
    first = await scene.eligible_on(person, name)
    await scene.paused(first)
    await leave(person)
    forgotten = {"platform_account_id": None, "number_fingerprint": None}
    async with system_transaction(scene.sessions) as session:
        await session.execute(update(Account).where(Account.id == UUID(first)).values(forgotten))

    account_id = await scene.eligible_on(other, name)

    assert await scene.missing(other, account_id) == ["no_open_measure"]
