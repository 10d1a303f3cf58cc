"""The registry's events, in order, late, twice and backwards."""

from dataclasses import asdict
from datetime import UTC, datetime
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from content.recipients.events import (
    HANDLERS,
    AccountLinked,
    BadgeChanged,
    InstitutionChanged,
    OfficerEnrolled,
)
from content.recipients.tables import Account, Badge, Institution, Officer
from shared.database import NOTHING, RowScope, Sessions, system_transaction, transaction
from shared.events import Event
from shared.testing.tokens import TestIssuer
from tests.content import given


async def badge_state(sessions: Sessions, badge_id: UUID) -> str | None:
    """The state the copy holds."""
    async with system_transaction(sessions) as session:
        return await session.scalar(select(Badge.state).where(Badge.id == badge_id))


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
async def test_the_newest_event_counts_in_whatever_order_they_come(
    sessions: Sessions, order: tuple[int, ...]
) -> None:
    badge_id, account_id = uuid4(), uuid4()
    happened = ["granted", "suspended", "ended"]

    for place in order:
        await given.told(
            sessions,
            f"badge.{happened[place]}.v1",
            position=1_000_000 + place,
            badge_id=str(badge_id),
            account_id=str(account_id),
        )

    assert await badge_state(sessions, badge_id) == "ended"


async def test_an_event_told_twice_changes_nothing(sessions: Sessions) -> None:
    code = await given.institution(sessions, name="Lama")
    told: dict[str, Any] = {"code": code, "kind": "kementerian", "parent": None}
    at = next(given.positions)
    await given.told(sessions, "institution.changed.v1", position=at, name="Baru", **told)

    await given.told(sessions, "institution.changed.v1", position=at, name="Dua", **told)
    await given.told(sessions, "institution.changed.v1", position=at - 1, name="Tiga", **told)

    async with system_transaction(sessions) as session:
        assert await session.scalar(select(Institution.name).where(Institution.code == code)) == (
            "Baru"
        )


async def test_who_left_is_forgotten_even_when_the_enrolment_comes_later(
    sessions: Sessions,
) -> None:
    officer_id = uuid4()
    await given.told(sessions, "officer.left.v1", position=2_000_001, officer_id=str(officer_id))

    await given.told(
        sessions,
        "officer.enrolled.v1",
        position=2_000_000,
        officer_id=str(officer_id),
        institution="klpd:K65",
        issuer="https://issuer.test",
        subject="asn",
    )

    async with system_transaction(sessions) as session:
        row = await session.get_one(Officer, officer_id)
    assert (row.principal, row.institution) == (None, None)


async def test_an_unlinked_account_is_nobodys(sessions: Sessions, issuer: TestIssuer) -> None:
    one = await given.officer(sessions, issuer, await given.institution(sessions))

    await given.told(sessions, "account.unlinked.v1", account_id=str(one.account_id))

    async with system_transaction(sessions) as session:
        row = await session.get_one(Account, one.account_id)
    assert (row.officer_id, row.platform) == (None, None)


@pytest.mark.parametrize("table", [Officer, Account, Badge])
async def test_only_the_person_and_the_worker_see_the_copy(
    sessions: Sessions, issuer: TestIssuer, table: type[Officer | Account | Badge]
) -> None:
    institution = await given.institution(sessions)
    one = await given.officer(sessions, issuer, institution)
    await given.officer(sessions, issuer, institution)
    count = select(func.count()).select_from(table)
    herself = RowScope(frozenset(), f"{issuer.issuer}|{one.subject}")

    seen = {}
    for name, scope in {
        "herself": herself,
        "her institution": RowScope(frozenset({institution})),
        "nobody": NOTHING,
    }.items():
        async with transaction(sessions, scope) as session:
            seen[name] = await session.scalar(count)

    assert seen == {"herself": 1, "her institution": 0, "nobody": 0}


async def test_no_name_number_or_handle_is_kept() -> None:
    columns = {c.name for t in (Officer, Account, Badge) for c in t.__table__.columns}

    assert columns == {
        *("id", "position", "principal", "institution"),
        *("officer_id", "platform", "account_id", "state"),
    }


def told(**data: object) -> Event:
    return Event(uuid4(), "-", "-", datetime(2026, 11, 26, tzinfo=UTC), 1, data)


def test_an_officer_is_known_by_issuer_and_subject() -> None:
    officer_id = uuid4()

    read = OfficerEnrolled.of(
        told(
            officer_id=str(officer_id),
            institution="klpd:K65",
            issuer="https://issuer.test",
            subject="asn-7",
            status="pns",
        )
    )

    assert read == OfficerEnrolled(officer_id, "klpd:K65", "https://issuer.test|asn-7")


def test_of_an_account_only_its_platform_is_read() -> None:
    account_id, officer_id = uuid4(), uuid4()

    read = AccountLinked.of(
        told(
            account_id=str(account_id),
            officer_id=str(officer_id),
            platform="x",
            handle="uji",
            url="https://x.com/uji",
        )
    )

    assert asdict(read) == {
        "account_id": account_id,
        "officer_id": officer_id,
        "platform": "x",
    }


def test_an_institution_is_read_with_the_one_it_belongs_to() -> None:
    read = InstitutionChanged.of(
        told(code="klpd:K65.1", name="Balai", kind="upt", parent="klpd:K65", valid_from="2026")
    )

    assert read == InstitutionChanged("klpd:K65.1", "Balai", "upt", "klpd:K65")


def test_of_a_badge_its_account_is_read() -> None:
    badge_id, account_id = uuid4(), uuid4()

    read = BadgeChanged.of(told(badge_id=str(badge_id), account_id=str(account_id), handle="uji"))

    assert read == BadgeChanged(badge_id, account_id)


def test_ten_types_of_events_are_followed() -> None:
    assert set(HANDLERS) == {
        "institution.changed.v1",
        *("officer.enrolled.v1", "officer.left.v1", "officer.erased.v1"),
        *("account.linked.v1", "account.unlinked.v1"),
        *(f"badge.{what}.v1" for what in ("granted", "suspended", "reinstated", "ended")),
    }
