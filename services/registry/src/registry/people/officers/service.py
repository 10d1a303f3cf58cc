"""Use cases: recognise, provision from an HR system, admit, let leave."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from registry.callers import Participant
from registry.people.institutions.service import own_institution
from registry.people.numbers.rules import Category, CivilServiceNumber
from registry.people.numbers.service import sound_number
from registry.people.officers import queries
from registry.people.officers.errors import (
    NameConsentMissing,
    NameMissing,
    NotEnrolled,
    NumberAlreadyProvisioned,
    NumberAlreadyRegistered,
    OfficerUnknown,
)
from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer, OfficerNumber
from registry.sealing import Vault
from shared.calendar import day_of
from shared.database import Session
from shared.events.log import record

SEALED_IN = "officer_numbers.sealed."
NAME_SEALED_IN = "officers.sealed_name."


async def participant(session: Session, principal: str) -> Participant:
    """The officer a principal stands for, while in the programme."""
    found = await officer_behind(session, principal)
    if found is None:
        raise NotEnrolled
    return found


async def officer_behind(session: Session, principal: str) -> Participant | None:
    """The officer a principal stands for now, if any."""
    officer = await queries.officer_of(session, principal)
    return Participant(officer.id, officer.institution, principal) if officer else None


async def provision(
    session: Session,
    vault: Vault,
    *,
    institution: str,
    category: Category,
    number: str,
    institutions: Collection[str],
    now: datetime,
) -> Officer:
    """Record a person as HR knows them: no proof, so nothing is reserved or told elsewhere."""
    await own_institution(session, institution, institutions)
    read = sound_number(number, category, day_of(now))
    officer = Officer(
        id=uuid4(),
        institution=institution,
        category=category,
        state=OfficerState.PROVISIONED,
        created_at=now,
    )
    await queries.keep_officer(session, officer)
    if not await _give_number(session, vault, officer, read, now, proven=False):
        raise NumberAlreadyProvisioned
    return officer


async def officer(session: Session, officer_id: UUID, institutions: Collection[str]) -> Officer:
    """An officer whom one of the institutions may see."""
    found = await queries.officer_in(session, officer_id, institutions)
    if found is None:
        raise OfficerUnknown(officer_id=str(officer_id))
    return found


async def admit(
    session: Session,
    vault: Vault,
    number: CivilServiceNumber,
    *,
    institution: str,
    cohort_id: UUID,
    category: Category,
    principal: str,
    now: datetime,
) -> Officer:
    """A new officer in the programme; only now is the number unique, wherever HR wrote it down."""
    officer = Officer(
        id=uuid4(),
        institution=institution,
        cohort_id=cohort_id,
        category=category,
        state=OfficerState.ACTIVE,
        principal=principal,
        created_at=now,
        enrolled_at=now,
    )
    await queries.keep_officer(session, officer)
    if not await _give_number(session, vault, officer, number, now, proven=True):
        raise NumberAlreadyRegistered
    return officer


def check_name(name: str | None, *, agreed: bool) -> None:
    """A name comes with the consent to show it, and that consent with a name."""
    if name is not None and not agreed:
        raise NameConsentMissing
    if name is None and agreed:
        raise NameMissing


async def show_name(session: Session, vault: Vault, officer_id: UUID, name: str) -> None:
    """Keep the name the institution may see, sealed."""
    sealed = vault.seal(name.encode(), f"{NAME_SEALED_IN}{officer_id}")
    await queries.keep_name(session, officer_id, sealed)


async def hide_name(session: Session, officer_id: UUID) -> None:
    """The institution sees it no longer, and it is kept nowhere."""
    await queries.keep_name(session, officer_id, None)


def names_of(vault: Vault, officers: Iterable[Officer]) -> dict[UUID, str]:
    """The names that may be seen."""
    return {
        officer.id: vault.open(bytes(officer.sealed_name), f"{NAME_SEALED_IN}{officer.id}").decode()
        for officer in officers
        if officer.sealed_name is not None
    }


async def leave(session: Session, officer_id: UUID, *, principal: str, now: datetime) -> None:
    """Out of the programme; the person's numbers may be invited anew."""
    await queries.withdraw_officer(session, officer_id, now)
    await queries.end_numbers(session, officer_id, day_of(now))
    await record(
        session,
        type="officer.left.v1",
        subject=str(officer_id),
        data={"officer_id": str(officer_id)},
        person=officer_id,
        internal=True,
        actor=principal,
        now=now,
    )


async def _give_number(
    session: Session,
    vault: Vault,
    officer: Officer,
    number: CivilServiceNumber,
    now: datetime,
    *,
    proven: bool,
) -> bool:
    id, digits = uuid4(), number.digits.encode()
    row = OfficerNumber(
        id=id,
        officer_id=officer.id,
        institution=officer.institution,
        kind=number.kind,
        sealed=vault.seal(digits, f"{SEALED_IN}{id}"),
        fingerprint=vault.fingerprint(digits),
        proven=proven,
        valid_from=day_of(now),
    )
    return await queries.keep_number(session, row)


async def forget(session: Session, officer_id: UUID, *, leaves_a_mark: bool, now: datetime) -> None:
    """Of an erased officer an empty mark stays where something public hangs on it, else nothing."""
    await queries.delete_numbers_of(session, officer_id)
    if leaves_a_mark:
        await queries.empty_officer(session, officer_id, now)
    else:
        await queries.delete_officer(session, officer_id)
