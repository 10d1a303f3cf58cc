"""Use cases: write criteria, announce them ahead, withdraw a draft."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.blocked import blocked_now, digest_of
from shared.calendar import day_of
from shared.caller import Caller
from shared.database import Session
from shared.events import record
from verification.policies import queries
from verification.policies.errors import (
    AnnouncedTooLate,
    DateTaken,
    DraftDecided,
    DraftNotSimulated,
    DraftUnknown,
    NoMonday,
    PolicyUnknown,
    SecondInstitutionNeeded,
    WriterStopped,
)
from verification.policies.rules import (
    AccountsNeeded,
    Comparator,
    DateFault,
    DraftState,
    Policy,
    are_two,
    date_fault,
)
from verification.policies.tables import PolicyDraft, PolicyVersion

DATES = {DateFault.NO_MONDAY: NoMonday, DateFault.TOO_SOON: AnnouncedTooLate}


async def version_of(session: Session, version: str) -> PolicyVersion:
    """The version, or the fact that there is none."""
    found = await queries.version_of(session, version)
    if found is None:
        raise PolicyUnknown(version=version)
    return found


async def draft_of(session: Session, draft_id: UUID, *, held: bool = False) -> PolicyDraft:
    """The draft, or the fact that there is none."""
    found = await queries.draft(session, draft_id, held=held)
    if found is None:
        raise DraftUnknown(draft_id=str(draft_id))
    return found


async def open_draft(session: Session, draft_id: UUID) -> PolicyDraft:
    """A draft nobody has decided on, held until the transaction ends."""
    found = await draft_of(session, draft_id, held=True)
    if found.state != DraftState.OPEN:
        raise DraftDecided(state=found.state)
    return found


def policy_of(criteria: Mapping[str, Any], in_force_from: date) -> Policy:
    """The policy that criteria become; its version is its date."""
    told = {
        **criteria,
        "comparator": Comparator(criteria["comparator"]),
        "accounts_needed": AccountsNeeded(criteria["accounts_needed"]),
    }
    return Policy(version=in_force_from.isoformat(), in_force_from=in_force_from, **told)


async def write(
    session: Session, criteria: Mapping[str, Any], reason: str, caller: Caller, now: datetime
) -> PolicyDraft:
    """Criteria that wait for somebody of another institution."""
    row = {
        "id": uuid4(),
        "criteria": dict(criteria),
        "reason": reason,
        "written_by": caller.principal,
        "written_for": sorted(caller.institutions),
        "written_at": now,
    }
    draft = await queries.add_draft(session, row)
    await _tell(session, "policy.drafted.v1", draft, caller, now)
    return draft


async def announce(
    session: Session, draft_id: UUID, in_force_from: date, caller: Caller, now: datetime
) -> PolicyVersion:
    """Another person of another institution makes a simulated draft public, ahead of its day."""
    draft = await open_draft(session, draft_id)
    await _second_person(session, draft, caller, now)
    if draft.simulated_at is None:
        raise DraftNotSimulated(draft_id=str(draft_id))
    fault = date_fault(in_force_from, today=day_of(now))
    if fault is not None:
        raise DATES[fault](in_force_from=in_force_from.isoformat())
    policy = policy_of(draft.criteria, in_force_from)
    version = await queries.add_version(session, policy, now=now)
    if version is None:
        raise DateTaken(in_force_from=in_force_from.isoformat())
    await queries.decide(
        session,
        draft,
        DraftState.ANNOUNCED,
        by=caller.principal,
        now=now,
        version=policy.version,
    )
    told = {"version": policy.version, "in_force_from": policy.version, **draft.criteria}
    await record(
        session,
        type="policy.announced.v1",
        subject=policy.version,
        data=told,
        person=None,
        now=now,
        actor=caller.principal,
    )
    return version


async def mark_simulated(session: Session, draft_id: UUID, now: datetime) -> None:
    """Its effect has been counted: from now on it may be announced."""
    await queries.mark_simulated(session, draft_id, now=now)


async def withdraw(session: Session, draft_id: UUID, caller: Caller, now: datetime) -> None:
    """Anybody who may write may withdraw: nothing changes for anybody judged."""
    draft = await open_draft(session, draft_id)
    await queries.decide(session, draft, DraftState.WITHDRAWN, by=caller.principal, now=now)
    await _tell(session, "policy.draft_withdrawn.v1", draft, caller, now)


async def _second_person(
    session: Session, draft: PolicyDraft, caller: Caller, now: datetime
) -> None:
    writers = frozenset(draft.written_for)
    if not are_two(draft.written_by, writers, caller.principal, caller.institutions):
        raise SecondInstitutionNeeded
    issuer, _, subject = draft.written_by.rpartition("|")
    if digest_of(issuer, subject) in await blocked_now(session, now):
        raise WriterStopped


async def _tell(
    session: Session, type: str, draft: PolicyDraft, caller: Caller, now: datetime
) -> None:
    await record(
        session,
        type=type,
        subject=str(draft.id),
        data={"draft_id": str(draft.id)},
        person=None,
        now=now,
        internal=True,
        actor=caller.principal,
    )
