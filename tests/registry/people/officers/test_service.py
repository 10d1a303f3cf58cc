"""Who is an officer: provisioned, admitted, gone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from registry.people.cohorts.tables import Cohort
from registry.people.institutions.errors import InstitutionHasNoOfficers, InstitutionNotYours
from registry.people.institutions.rules import Kind
from registry.people.numbers.errors import NumberRefused
from registry.people.numbers.rules import Category, CivilServiceNumber
from registry.people.numbers.service import sound_number
from registry.people.officers import service
from registry.people.officers.errors import (
    NumberAlreadyProvisioned,
    NumberAlreadyRegistered,
    OfficerUnknown,
)
from registry.people.officers.tables import Officer, OfficerNumber
from registry.sealing import Vault
from registry.settings import Settings
from shared.database import Sessions, system_transaction
from tests.registry import given

LATE = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
"""Already the first of December in Jakarta."""


@pytest.fixture
async def institution(sessions: Sessions) -> str:
    return await given.an_institution(sessions)


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return settings.vault


async def provisioned(
    sessions: Sessions,
    vault: Vault,
    institution: str,
    number: str,
    institutions: Sequence[str] | None = None,
) -> Officer:
    async with system_transaction(sessions) as session:
        return await service.provision(
            session,
            vault,
            institution=institution,
            category=Category.PNS,
            number=number,
            institutions=[institution] if institutions is None else institutions,
            now=LATE,
        )


async def admitted(
    sessions: Sessions, vault: Vault, institution: str, number: CivilServiceNumber
) -> Officer:
    cohort = Cohort(
        id=uuid4(),
        institution=institution,
        name="CPNS 2026",
        starts_on=LATE.date(),
        expires_on=LATE.date(),
        created_by="test",
        created_at=LATE,
    )
    async with system_transaction(sessions) as session:
        session.add(cohort)
        await session.flush()
        return await service.admit(
            session,
            vault,
            number,
            institution=institution,
            cohort_id=cohort.id,
            category=Category.PNS,
            principal=f"https://issuer.test|{uuid4()}",
            now=LATE,
        )


async def number_of(sessions: Sessions, officer_id: UUID) -> OfficerNumber:
    statement = select(OfficerNumber).where(OfficerNumber.officer_id == officer_id)
    async with system_transaction(sessions) as session:
        return (await session.scalars(statement)).one()


def sound(number: str) -> CivilServiceNumber:
    return sound_number(number, Category.PNS, LATE.date())


async def test_a_provisioned_person_takes_no_part_yet(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    officer = await provisioned(sessions, vault, institution, given.a_nip())

    assert (officer.state, officer.principal, officer.enrolled_at) == ("provisioned", None, None)
    assert (officer.institution, officer.category) == (institution, "PNS")


async def test_a_number_is_sealed_at_its_place_and_borne_from_that_day_in_jakarta(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    number = given.a_nip()
    officer = await provisioned(sessions, vault, institution, number)

    row = await number_of(sessions, officer.id)

    opened = vault.open(bytes(row.sealed), f"officer_numbers.sealed.{row.id}")
    assert opened == number.encode()
    assert row.fingerprint == vault.fingerprint(number.encode())
    assert (row.kind, str(row.valid_from), row.valid_to) == ("nip", "2026-12-01", None)


async def test_hr_provisions_for_its_own_institutions_only(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    with pytest.raises(InstitutionNotYours):
        await provisioned(sessions, vault, institution, given.a_nip(), ["klpd:K65"])


async def test_police_have_no_officers(sessions: Sessions, vault: Vault) -> None:
    police = await given.an_institution(sessions, Kind.POLRI)

    with pytest.raises(InstitutionHasNoOfficers):
        await provisioned(sessions, vault, police, given.a_nip())


async def test_a_number_that_is_none_provisions_nobody(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    with pytest.raises(NumberRefused):
        await provisioned(sessions, vault, institution, "131110468")

    async with system_transaction(sessions) as session:
        known = await session.scalars(select(Officer).where(Officer.institution == institution))
        assert list(known) == []


async def test_an_admitted_person_takes_part(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    officer = await admitted(sessions, vault, institution, sound(given.a_nip()))

    assert (officer.state, officer.enrolled_at) == ("active", LATE)
    assert officer.cohort_id is not None
    assert officer.principal is not None
    async with system_transaction(sessions) as session:
        me = await service.participant(session, officer.principal)
    assert (me.id, me.institution) == (officer.id, institution)


async def test_what_hr_wrote_down_reserves_nothing_anywhere(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    number, another = given.a_nip(), await given.an_institution(sessions)
    known = [await provisioned(sessions, vault, where, number) for where in (institution, another)]

    officer = await admitted(sessions, vault, institution, sound(number))

    assert (await number_of(sessions, officer.id)).proven
    for record in known:
        borne = await number_of(sessions, record.id)
        assert (borne.proven, borne.valid_to) == (False, None)


async def test_whom_an_institution_wrote_down_it_does_not_write_down_twice(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    number = given.a_nip()
    await admitted(sessions, vault, institution, sound(number))
    await provisioned(sessions, vault, institution, number)

    with pytest.raises(NumberAlreadyProvisioned):
        await provisioned(sessions, vault, institution, number)


async def test_whoever_takes_part_elsewhere_is_not_admitted(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    number, another = sound(given.a_nip()), await given.an_institution(sessions)
    await admitted(sessions, vault, another, number)

    with pytest.raises(NumberAlreadyRegistered):
        await admitted(sessions, vault, institution, number)


async def test_whoever_takes_part_is_not_admitted_twice(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    number = sound(given.a_nip())
    await admitted(sessions, vault, institution, number)

    with pytest.raises(NumberAlreadyRegistered):
        await admitted(sessions, vault, institution, number)


async def test_who_left_may_be_admitted_anew_with_the_same_number(
    sessions: Sessions, vault: Vault, institution: str
) -> None:
    number = sound(given.a_nip())
    left = await admitted(sessions, vault, institution, number)

    async with system_transaction(sessions) as session:
        await service.leave(session, left.id, principal="somebody", now=LATE)
    back = await admitted(sessions, vault, institution, number)

    assert back.id != left.id
    assert str((await number_of(sessions, left.id)).valid_to) == "2026-12-01"
    told = await given.events_about(sessions, str(left.id))
    assert told == [("officer.left.v1", {"officer_id": str(left.id)})]


async def seen(sessions: Sessions, officer_id: UUID, institution: str) -> bool:
    async with system_transaction(sessions) as session:
        try:
            await service.officer(session, officer_id, [institution])
        except OfficerUnknown:
            return False
    return True


async def test_staff_see_whoever_shows_the_own_name_and_nobody_else(
    sessions: Sessions, vault: Vault
) -> None:
    officer, silent = await given.an_officer(sessions), await given.an_officer(sessions)

    async with system_transaction(sessions) as session:
        await service.show_name(session, vault, officer.id, "Sri Contoh")

    assert await seen(sessions, officer.id, officer.institution)
    assert not await seen(sessions, officer.id, "klpd:K65")
    assert not await seen(sessions, silent.id, silent.institution)


@pytest.mark.parametrize("gone", ["hidden", "left"])
async def test_taking_the_name_back_and_leaving_look_the_same(
    sessions: Sessions, vault: Vault, gone: str
) -> None:
    officer = await given.an_officer(sessions)
    async with system_transaction(sessions) as session:
        await service.show_name(session, vault, officer.id, "Sri Contoh")

    async with system_transaction(sessions) as session:
        if gone == "hidden":
            await service.hide_name(session, officer.id)
        else:
            await service.leave(session, officer.id, principal="somebody", now=LATE)
        kept = await session.scalar(select(Officer.sealed_name).where(Officer.id == officer.id))

    assert kept is None
    assert not await seen(sessions, officer.id, officer.institution)
