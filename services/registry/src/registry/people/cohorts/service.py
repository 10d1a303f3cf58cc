"""Use cases: open a cohort, invite people, forget who did not answer."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from registry.people.cohorts import queries
from registry.people.cohorts.errors import CohortDatesReversed, CohortEnded, CohortUnknown
from registry.people.cohorts.rules import (
    InvitationRefusal,
    Invited,
    NotInvited,
    code_from,
    is_locked,
    is_open,
    read_code,
)
from registry.people.cohorts.tables import Cohort
from registry.people.institutions import service as institutions
from registry.people.officers import queries as officers
from registry.people.officers.rules import Category, NumberRefusal, read_number_of
from registry.sealing import Vault
from shared.calendar import JAKARTA
from shared.database import Session

SEALED_IN = "invitations.sealed_number."


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Somebody to invite, as the list names them."""

    number: str
    category: Category


@dataclass(frozen=True, slots=True, repr=False)
class _Candidate:
    index: int
    category: Category
    digits: str
    fingerprint: bytes


async def open_cohort(session: Session, cohort: Cohort, acts_for: Collection[str]) -> Cohort:
    """Begin a cohort for an institution the caller acts for."""
    await institutions.institution_acted_for(session, cohort.institution, acts_for)
    today = cohort.created_at.astimezone(JAKARTA).date()
    if cohort.expires_on < cohort.starts_on or not is_open(cohort.expires_on, today):
        raise CohortDatesReversed
    await queries.keep_cohort(session, cohort)
    return cohort


async def cohort(session: Session, cohort_id: UUID, acts_for: Collection[str]) -> Cohort:
    """A cohort of an institution the caller acts for."""
    found = await queries.cohort_of(session, cohort_id, acts_for)
    if found is None:
        raise CohortUnknown(cohort_id=str(cohort_id))
    return found


async def invite(
    session: Session,
    vault: Vault,
    cohort_id: UUID,
    people: Sequence[Person],
    *,
    acts_for: Collection[str],
    now: datetime,
) -> list[Invited | NotInvited]:
    """Invite each person whose number is sound and who has no answer pending."""
    today = now.astimezone(JAKARTA).date()
    invited_to = await cohort(session, cohort_id, acts_for)
    if not is_open(invited_to.expires_on, today):
        raise CohortEnded(expires_on=invited_to.expires_on.isoformat())
    candidates, refused = _read(people, vault, today)
    free, busy = await _sort_out(session, invited_to.institution, candidates, today)
    rows = [(candidate, uuid4(), code_from(os.urandom(16))) for candidate in free]
    if rows:
        await queries.keep_invitations(
            session, [_row(vault, invited_to, *row, now) for row in rows]
        )
    invited = [Invited(candidate.index, id, code) for candidate, id, code in rows]
    return sorted([*invited, *refused, *busy], key=lambda outcome: outcome.index)


async def forget_expired(session: Session, now: datetime) -> int:
    """Delete the invitations nobody answered in time; how many there were."""
    today = now.astimezone(JAKARTA).date()
    return await queries.delete_expired_invitations(session, today=today)


def _read(
    people: Sequence[Person], vault: Vault, today: date
) -> tuple[list[_Candidate], list[NotInvited]]:
    seen: set[bytes] = set()
    candidates, refused = [], []
    for index, person in enumerate(people):
        number = read_number_of(person.number, person.category, today=today)
        if isinstance(number, NumberRefusal):
            refused.append(NotInvited(index, number))
            continue
        fingerprint = vault.fingerprint(number.digits.encode())
        if fingerprint in seen:
            refused.append(NotInvited(index, InvitationRefusal.TWICE_IN_REQUEST))
            continue
        seen.add(fingerprint)
        candidates.append(_Candidate(index, person.category, number.digits, fingerprint))
    return candidates, refused


async def _sort_out(
    session: Session, institution: str, candidates: Sequence[_Candidate], today: date
) -> tuple[list[_Candidate], list[NotInvited]]:
    """Those free to be invited, and those who are not; locked invitations give way."""
    prints = [candidate.fingerprint for candidate in candidates]
    enrolled = await officers.enrolled_among(session, institution, prints)
    open_ones = await queries.invitations_among(session, institution, prints, today=today)
    locked = [invitation for invitation in open_ones if is_locked(invitation.wrong_tries)]
    await queries.delete_invitations(session, [invitation.id for invitation in locked])
    waiting = {bytes(i.fingerprint) for i in open_ones if i not in locked}
    busy = [
        NotInvited(candidate.index, _why_busy(candidate, enrolled))
        for candidate in candidates
        if candidate.fingerprint in enrolled | waiting
    ]
    return [c for c in candidates if c.fingerprint not in enrolled | waiting], busy


def _why_busy(candidate: _Candidate, enrolled: Collection[bytes]) -> InvitationRefusal:
    if candidate.fingerprint in enrolled:
        return InvitationRefusal.ALREADY_ENROLLED
    return InvitationRefusal.ALREADY_INVITED


def _row(
    vault: Vault, invited_to: Cohort, candidate: _Candidate, id: UUID, code: str, now: datetime
) -> dict[str, object]:
    return {
        "id": id,
        "cohort_id": invited_to.id,
        "institution": invited_to.institution,
        "category": candidate.category,
        "sealed_number": vault.seal(candidate.digits.encode(), f"{SEALED_IN}{id}"),
        "fingerprint": candidate.fingerprint,
        "code_hash": vault.fingerprint((read_code(code) or "").encode()),
        "wrong_tries": 0,
        "expires_on": invited_to.expires_on,
        "created_at": now,
    }
