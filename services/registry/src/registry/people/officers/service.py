"""Use cases: recognise, provision from an HR system, admit, let leave."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from registry.callers import Participant
from registry.people.institutions.service import own_institution
from registry.people.numbers.rules import Category, CivilServiceNumber
from registry.people.numbers.service import sound_number
from registry.people.officers import queries
from registry.people.officers.errors import NotEnrolled, NumberAlreadyRegistered, OfficerUnknown
from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer, OfficerNumber
from registry.sealing import Vault
from shared.calendar import day_of
from shared.database import Session
from shared.events.log import record

SEALED_IN = "officer_numbers.sealed."


async def participant(session: Session, principal: str) -> Participant:
    """The officer a principal stands for, while in the programme."""
    officer = await queries.officer_of(session, principal)
    if officer is None:
        raise NotEnrolled
    return Participant(officer.id, officer.institution, principal)


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
    """Record a person as HR knows them; taking part still needs an invitation and consent."""
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
    await _give_number(session, vault, officer, read, now)
    return officer


async def officer(session: Session, officer_id: UUID, institutions: Collection[str]) -> Officer:
    """An officer of one of the institutions."""
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
    """A new officer in the programme, or the one HR had provisioned under this number."""
    bearer = await queries.bearer_of(session, vault.fingerprint(number.digits.encode()))
    if bearer is not None and not _awaits(bearer, institution):
        raise NumberAlreadyRegistered
    officer = bearer or Officer(id=uuid4(), institution=institution, created_at=now)
    officer.category, officer.cohort_id = category, cohort_id
    officer.state, officer.principal = OfficerState.ACTIVE, principal
    officer.enrolled_at = now
    await queries.keep_officer(session, officer)
    if bearer is None:
        await _give_number(session, vault, officer, number, now)
    return officer


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


def _awaits(bearer: Officer, institution: str) -> bool:
    return bearer.state == OfficerState.PROVISIONED and bearer.institution == institution


async def _give_number(
    session: Session, vault: Vault, officer: Officer, number: CivilServiceNumber, now: datetime
) -> None:
    id, digits = uuid4(), number.digits.encode()
    row = OfficerNumber(
        id=id,
        officer_id=officer.id,
        institution=officer.institution,
        kind=number.kind,
        sealed=vault.seal(digits, f"{SEALED_IN}{id}"),
        fingerprint=vault.fingerprint(digits),
        valid_from=day_of(now),
    )
    if not await queries.keep_number(session, row):
        raise NumberAlreadyRegistered
