"""What badges ask of accounts and their officers, for many of them in one statement."""

from datetime import UTC, datetime
from uuid import uuid4

from registry.badges.badge import queries
from registry.badges.badge.rules import AccountFacts
from registry.people.institutions.rules import Kind
from shared.database import Sessions, system_transaction
from tests.registry import given, scenes
from tests.registry.given import Enrolled


async def known(sessions: Sessions, *officers: Enrolled) -> list[AccountFacts]:
    asked = [*(officer.id for officer in officers), uuid4()]
    async with system_transaction(sessions) as session:
        return await queries.accounts_of(session, asked)


async def test_everything_a_badge_asks_is_known(sessions: Sessions) -> None:
    ready = await given.an_officer(sessions, trained=True)
    account_id, reference = await scenes.a_linked_account(sessions, ready)
    await scenes.found(sessions, account_id)

    (facts,) = await known(sessions, ready)

    assert (facts.id, facts.officer_id, facts.institution) == (
        account_id,
        ready.id,
        ready.institution,
    )
    assert (facts.platform, facts.handle, facts.linked) == ("x", reference.handle, True)
    assert (facts.kind, facts.officer_state, facts.pledged) == ("kementerian", "active", True)
    assert set(facts.consents) == {"programme", "audience_analysis"}
    assert facts.trained_until is not None
    assert facts.trained_until > datetime.now(UTC).date()
    assert facts.decision == "eligible"
    assert (facts.carries_badge, facts.given_back, facts.under_measure) == (False,) * 3


async def test_what_is_missing_is_known_too(sessions: Sessions) -> None:
    police = await given.an_institution(sessions, Kind.POLRI)
    bare = await given.an_officer(sessions, institution=police, consents=(), pledged=False)
    await given.a_training_result(sessions, bare, passed=False)
    await scenes.a_linked_account(sessions, bare)

    (facts,) = await known(sessions, bare)

    assert (facts.kind, facts.pledged, facts.trained_until) == ("polri", False, None)
    assert (list(facts.consents), facts.decision, facts.eligible_until) == ([], None, None)


async def test_facts_of_one_officer_are_not_those_of_another(sessions: Sessions) -> None:
    where = await given.an_institution(sessions)
    trained = await given.an_officer(sessions, institution=where, trained=True)
    bare = await given.an_officer(sessions, institution=where, consents=(), pledged=False)
    for officer in (trained, bare):
        await scenes.a_linked_account(sessions, officer)

    facts = {each.officer_id: each for each in await known(sessions, trained, bare)}

    assert set(facts) == {trained.id, bare.id}
    assert (facts[trained.id].pledged, facts[bare.id].pledged) == (True, False)
    assert facts[trained.id].trained_until is not None
    assert facts[bare.id].trained_until is None


async def test_a_badge_in_force_is_known_to_its_own_account_only(sessions: Sessions) -> None:
    holder, _, badge = await scenes.a_badge(sessions)
    second, _ = await scenes.a_linked_account(sessions, holder, "instagram")

    carries = {each.id: each.carries_badge for each in await known(sessions, holder)}

    assert carries == {badge.account_id: True, second: False}


async def test_an_account_is_its_officers_and_nobody_elses(sessions: Sessions) -> None:
    holder, _, badge = await scenes.a_badge(sessions)

    async with system_transaction(sessions) as session:
        own = await queries.is_account_of(session, badge.account_id, holder.id)
        other = await queries.is_account_of(session, badge.account_id, uuid4())

    assert (own, other) == (True, False)
