"""What the registry's events do here: once, twice, late and in the wrong order."""

from collections.abc import Callable
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from shared.database import RowScope, Sessions, system_transaction, transaction
from shared.events import Event
from tests.verification import given
from verification.accounts.events import HANDLERS
from verification.accounts.queries import linked_accounts

pytestmark = pytest.mark.anyio


async def tell(sessions: Sessions, *events: Event) -> None:
    async with system_transaction(sessions) as session:
        for event in events:
            await HANDLERS[event.type](session, event)


def enrolled(officer_id: UUID, position: int, subject: str = "siti") -> Event:
    return given.event(
        "officer.enrolled.v1",
        position,
        officer_id=str(officer_id),
        institution="klpd:K65",
        issuer=given.ISSUER,
        subject=subject,
    )


def linked(account_id: UUID, officer_id: UUID, position: int) -> Event:
    return given.event(
        "account.linked.v1",
        position,
        account_id=str(account_id),
        officer_id=str(officer_id),
        platform="instagram",
        handle="siti",
        url="https://www.instagram.com/siti",
        institution="klpd:K65",
    )


def unlinked(account_id: UUID, position: int) -> Event:
    return given.event("account.unlinked.v1", position, account_id=str(account_id))


def left(officer_id: UUID, position: int) -> Event:
    return given.event("officer.left.v1", position, officer_id=str(officer_id))


def withdrawn(officer_id: UUID, position: int, purpose: str = "audience_analysis") -> Event:
    return given.event(
        "consent.withdrawn.v1", position, officer_id=str(officer_id), purpose=purpose
    )


async def is_linked(sessions: Sessions, account_id: UUID) -> bool:
    async with system_transaction(sessions) as session:
        return account_id in await linked_accounts(session, [account_id])


async def test_a_linked_account_may_be_observed_until_it_is_unlinked(sessions: Sessions) -> None:
    account, officer = uuid4(), uuid4()
    await tell(sessions, enrolled(officer, 1), linked(account, officer, 2))
    assert await is_linked(sessions, account)
    await tell(sessions, unlinked(account, 3))
    assert not await is_linked(sessions, account)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_events_in_any_order_and_twice_end_the_same(
    sessions: Sessions, order: tuple[int, ...]
) -> None:
    account, officer = uuid4(), uuid4()
    events = [enrolled(officer, 1), linked(account, officer, 2), unlinked(account, 3)]
    await tell(sessions, *(events[at] for at in order), *(events[at] for at in order))
    assert not await is_linked(sessions, account)


@pytest.mark.parametrize("end", [left, withdrawn])
async def test_after_leaving_an_older_link_that_comes_late_changes_nothing(
    sessions: Sessions, end: Callable[[UUID, int], Event]
) -> None:
    account, officer = uuid4(), uuid4()
    await tell(sessions, enrolled(officer, 1), end(officer, 3), linked(account, officer, 2))
    assert not await is_linked(sessions, account)


async def test_a_new_consent_links_anew(sessions: Sessions) -> None:
    account, officer = uuid4(), uuid4()
    await tell(sessions, enrolled(officer, 1), linked(account, officer, 2), withdrawn(officer, 3))
    assert not await is_linked(sessions, account)
    await tell(sessions, linked(account, officer, 4))
    assert await is_linked(sessions, account)


async def test_a_consent_for_something_else_changes_nothing(sessions: Sessions) -> None:
    account, officer = uuid4(), uuid4()
    await tell(sessions, enrolled(officer, 1), linked(account, officer, 2))
    await tell(sessions, withdrawn(officer, 3, purpose="newsletter"))
    assert await is_linked(sessions, account)


async def test_row_policies_show_an_account_to_its_holder_and_institution_only(
    sessions: Sessions,
) -> None:
    account = await given.linked_account(sessions, institution="klpd:K65", subject="siti")

    async def seen(scope: RowScope) -> bool:
        async with transaction(sessions, scope) as session:
            return account in await linked_accounts(session, [account])

    holder = f"{given.ISSUER}|siti"
    assert await seen(RowScope(frozenset(), holder))
    assert not await seen(RowScope(frozenset(), f"{given.ISSUER}|budi"))
    assert await seen(RowScope(frozenset({"klpd:K65"})))
    assert not await seen(RowScope(frozenset({"klpd:K6"})))
    assert not await seen(RowScope(frozenset()))
