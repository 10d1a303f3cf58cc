"""Use cases: invite people, enrol who accepts, forget who did not answer."""

import hmac
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from registry.callers import Participant
from registry.people.codes.rules import code_from, read_code
from registry.people.cohorts import service as cohorts
from registry.people.cohorts.rules import is_open
from registry.people.cohorts.tables import Cohort
from registry.people.consents import service as consents
from registry.people.consents.errors import ProgrammeConsentMissing
from registry.people.consents.rules import Channel, lacks_programme
from registry.people.consents.service import Agreement
from registry.people.invitations import queries
from registry.people.invitations.errors import (
    AlreadyEnrolled,
    CohortEnded,
    InvitationLocked,
    InvitationUnknown,
    NumberNotInvited,
)
from registry.people.invitations.rules import (
    MOST_WRONG_TRIES,
    Invited,
    NotInvited,
    SoundNumber,
    is_locked,
    open_until,
    sort_out,
)
from registry.people.invitations.tables import Invitation
from registry.people.numbers.rules import (
    Category,
    CivilServiceNumber,
    NumberRefusal,
    read_number_of,
)
from registry.people.numbers.service import sound_number
from registry.people.officers import service as officers
from registry.people.officers.tables import Officer
from registry.sealing import Vault
from shared.calendar import day_of
from shared.caller import Caller
from shared.database import Session
from shared.events.log import record

SEALED_IN = "invitations.sealed_number."


@dataclass(frozen=True, slots=True, repr=False)
class Invitee:
    """Somebody to invite, as the list names them."""

    number: str
    category: Category


@dataclass(frozen=True, slots=True)
class Application:
    """What a person sends to accept an invitation."""

    enrolment_code: str = field(repr=False)
    number: str = field(repr=False)
    pledge_version: str
    agreement: Agreement


async def invite(
    session: Session,
    vault: Vault,
    cohort_id: UUID,
    people: Sequence[Invitee],
    *,
    institutions: Collection[str],
    now: datetime,
) -> list[Invited | NotInvited]:
    """Invite everybody whose number is sound, whatever is known of them; older codes end."""
    today = day_of(now)
    cohort = await cohorts.cohort(session, cohort_id, institutions)
    if not is_open(cohort.expires_on, today):
        raise CohortEnded(expires_on=cohort.expires_on.isoformat())
    sound, malformed = _read(people, vault, today)
    once, refused = sort_out(sound)
    rows = [(person, uuid4(), code_from(os.urandom(16))) for person in once]
    if rows:
        await queries.keep_invitations(session, [_row(vault, cohort, *row, now) for row in rows])
    invited = [Invited(person.index, id, code) for person, id, code in rows]
    return sorted([*invited, *malformed, *refused], key=lambda outcome: outcome.index)


async def enrol(
    session: Session, vault: Vault, application: Application, caller: Caller, now: datetime
) -> Officer | NumberNotInvited:
    """Accept an invitation. A wrong number is returned, not raised, so that the try is kept.

    What can be refused without looking anybody up is refused first, and an accepted invitation
    stays: so a code answers alike, whoever tries it, until its bearer comes with the number.
    """
    agreement = application.agreement
    if lacks_programme(agreement.purposes):
        raise ProgrammeConsentMissing
    consents.check_pledge(application.pledge_version)
    consents.check(agreement)
    await queries.take_turn_enrolling(session, caller.principal)
    if await queries.is_enrolled(session, caller.principal):
        raise AlreadyEnrolled
    today = day_of(now)
    invitation = await _open_invitation(session, vault, application.enrolment_code, caller, today)
    category = Category(invitation.category)
    number = sound_number(application.number, category, today)
    if not _is_meant(vault, number, invitation):
        wrong_tries = await queries.count_wrong_try(session, invitation.id)
        return NumberNotInvited(tries_left=MOST_WRONG_TRIES - wrong_tries)
    officer = await officers.admit(
        session,
        vault,
        number,
        institution=invitation.institution,
        cohort_id=invitation.cohort_id,
        category=category,
        principal=caller.principal,
        now=now,
    )
    me = Participant(officer.id, officer.institution, caller.principal)
    await consents.accept_pledge(session, me, application.pledge_version, agreement.language, now)
    await consents.agree(session, vault, me, agreement, Channel.ENROLMENT, now)
    await _tell_of(session, me, caller, now)
    return officer


async def forget_expired(session: Session, now: datetime) -> int:
    """Delete the invitations that ran out, answered or not; how many there were."""
    return await queries.delete_expired_invitations(session, today=day_of(now))


def _read(
    people: Sequence[Invitee], vault: Vault, today: date
) -> tuple[list[SoundNumber], list[NotInvited]]:
    sound, refused = [], []
    for index, person in enumerate(people):
        number = read_number_of(person.number, person.category, today=today)
        if isinstance(number, NumberRefusal):
            refused.append(NotInvited(index, number))
        else:
            fingerprint = vault.fingerprint(number.digits.encode())
            sound.append(SoundNumber(index, person.category, number.digits, fingerprint))
    return sound, refused


def _row(
    vault: Vault, cohort: Cohort, person: SoundNumber, id: UUID, code: str, now: datetime
) -> dict[str, object]:
    return {
        "id": id,
        "cohort_id": cohort.id,
        "institution": cohort.institution,
        "category": person.category,
        "sealed_number": vault.seal(person.digits.encode(), f"{SEALED_IN}{id}"),
        "fingerprint": person.fingerprint,
        "code_hash": vault.fingerprint((read_code(code) or "").encode()),
        "wrong_tries": 0,
        "expires_on": open_until(cohort.expires_on, day_of(now)),
        "created_at": now,
    }


async def _open_invitation(
    session: Session, vault: Vault, written: str, caller: Caller, today: date
) -> Invitation:
    """The open invitation with this code, unless the token speaks for another institution."""
    code = read_code(written) or ""
    code_hash = vault.fingerprint(code.encode())
    found = await queries.invitation_by_code(session, code_hash, today=today)
    if found is None or (caller.institutions and found.institution not in caller.institutions):
        raise InvitationUnknown
    if is_locked(found.wrong_tries):
        raise InvitationLocked
    return found


def _is_meant(vault: Vault, number: CivilServiceNumber, invitation: Invitation) -> bool:
    fingerprint = vault.fingerprint(number.digits.encode())
    return hmac.compare_digest(fingerprint, bytes(invitation.fingerprint))


async def _tell_of(session: Session, me: Participant, caller: Caller, now: datetime) -> None:
    await record(
        session,
        type="officer.enrolled.v1",
        subject=str(me.id),
        data={
            "officer_id": str(me.id),
            "institution": me.institution,
            "issuer": caller.issuer,
            "subject": caller.subject,
        },
        person=me.id,
        internal=True,
        actor=caller.principal,
        now=now,
    )


async def forget(session: Session, officer_id: UUID, *, before: datetime) -> None:
    """Questions asked before somebody wished to be erased; a newer one is a new beginning."""
    await queries.delete_invitations_of(session, officer_id, before=before)
