"""Use cases: enrol by invitation, provision from an HR system."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from registry.people.cohorts import queries as cohorts
from registry.people.cohorts.errors import InvitationLocked, InvitationUnknown, NumberNotInvited
from registry.people.cohorts.rules import MOST_WRONG_TRIES, is_locked, read_code
from registry.people.cohorts.tables import Invitation
from registry.people.consents import service as consents
from registry.people.consents.errors import ProgrammeConsentMissing
from registry.people.consents.rules import Channel, lacks_programme
from registry.people.consents.service import Agreement
from registry.people.institutions import service as institutions
from registry.people.officers import queries
from registry.people.officers.errors import (
    AlreadyEnrolled,
    NumberAlreadyRegistered,
    NumberRefused,
    OfficerUnknown,
)
from registry.people.officers.rules import (
    Category,
    CivilServiceNumber,
    NumberRefusal,
    OfficerState,
    read_number_of,
)
from registry.people.officers.tables import Officer, OfficerNumber
from registry.sealing import Vault
from shared.calendar import JAKARTA
from shared.caller import Caller
from shared.database import Session
from shared.events.log import record

SEALED_IN = "officer_numbers.sealed."


@dataclass(frozen=True, slots=True)
class Application:
    """What a person sends to accept an invitation."""

    enrolment_code: str = field(repr=False)
    number: str = field(repr=False)
    pledge_version: str
    agreement: Agreement


async def enrol(
    session: Session, vault: Vault, application: Application, caller: Caller, now: datetime
) -> Officer | NumberNotInvited:
    """Accept an invitation. A wrong number is returned, not raised, so that the try is kept."""
    if lacks_programme(application.agreement.purposes):
        raise ProgrammeConsentMissing
    await queries.take_turn_enrolling(session, caller.principal)
    if await queries.officer_of(session, caller.principal) is not None:
        raise AlreadyEnrolled
    today = now.astimezone(JAKARTA).date()
    invitation = await _invitation(session, vault, application.enrolment_code, caller, today)
    number = _number(application.number, Category(invitation.category), today)
    if not _is_meant(vault, number, invitation):
        wrong_tries = await cohorts.count_wrong_try(session, invitation.id)
        return NumberNotInvited(tries_left=MOST_WRONG_TRIES - wrong_tries)
    officer = await _admit(session, vault, invitation, number, caller.principal, now)
    await consents.accept_pledge(
        session, officer, application.pledge_version, application.agreement.language, now
    )
    await consents.agree(session, officer, application.agreement, Channel.ENROLMENT, now)
    await cohorts.delete_invitations(session, [invitation.id])
    await _tell_of(session, officer, caller, now)
    return officer


async def provision(
    session: Session,
    vault: Vault,
    *,
    institution: str,
    category: Category,
    number: str,
    acts_for: Collection[str],
    now: datetime,
) -> Officer:
    """Record a person as HR knows them; taking part still needs an invitation and consent."""
    await institutions.institution_acted_for(session, institution, acts_for)
    read = _number(number, category, now.astimezone(JAKARTA).date())
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


async def officer(session: Session, officer_id: UUID, acts_for: Collection[str]) -> Officer:
    """An officer of an institution the caller acts for."""
    found = await queries.officer_in(session, officer_id, acts_for)
    if found is None:
        raise OfficerUnknown(officer_id=str(officer_id))
    return found


async def _invitation(
    session: Session, vault: Vault, written: str, caller: Caller, today: date
) -> Invitation:
    """The open invitation with this code, unless the token speaks for another institution."""
    code = read_code(written) or ""
    code_hash = vault.fingerprint(code.encode())
    found = await cohorts.invitation_by_code(session, code_hash, today=today)
    if found is None or (caller.institutions and found.institution not in caller.institutions):
        raise InvitationUnknown
    if is_locked(found.wrong_tries):
        raise InvitationLocked
    return found


def _number(written: str, category: Category, today: date) -> CivilServiceNumber:
    number = read_number_of(written, category, today=today)
    if isinstance(number, NumberRefusal):
        raise NumberRefused(number)
    return number


def _is_meant(vault: Vault, number: CivilServiceNumber, invitation: Invitation) -> bool:
    fingerprint = vault.fingerprint(number.digits.encode())
    return hmac.compare_digest(fingerprint, bytes(invitation.fingerprint))


async def _admit(
    session: Session,
    vault: Vault,
    invitation: Invitation,
    number: CivilServiceNumber,
    principal: str,
    now: datetime,
) -> Officer:
    """A new officer, or the one HR had provisioned under this number."""
    bearer = await queries.bearer_of(session, vault.fingerprint(number.digits.encode()))
    if bearer is not None and not _awaits(bearer, invitation.institution):
        raise NumberAlreadyRegistered
    officer = bearer or Officer(id=uuid4(), institution=invitation.institution, created_at=now)
    officer.category, officer.cohort_id = invitation.category, invitation.cohort_id
    officer.state, officer.principal = OfficerState.ACTIVE, principal
    officer.enrolled_at = now
    await queries.keep_officer(session, officer)
    if bearer is None:
        await _give_number(session, vault, officer, number, now)
    return officer


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
        valid_from=now.astimezone(JAKARTA).date(),
    )
    if not await queries.keep_number(session, row):
        raise NumberAlreadyRegistered


async def _tell_of(session: Session, officer: Officer, caller: Caller, now: datetime) -> None:
    subject = str(officer.id)
    await record(
        session,
        type="officer.enrolled.v1",
        subject=subject,
        data={
            "officer_id": subject,
            "institution": officer.institution,
            "issuer": caller.issuer,
            "subject": caller.subject,
        },
        internal=True,
        actor=caller.principal,
        now=now,
    )
