"""Use cases: give out the record of a verdict to those it concerns."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from shared.calendar import IsoWeek
from shared.database import Session
from verification.accounts.errors import ConflictOfInterest
from verification.accounts.service import own_institutions
from verification.eligibility.rules.facts import unpacked
from verification.policies import queries as policies
from verification.replays import queries
from verification.replays.errors import AssessmentUnknown, RecordNotKept
from verification.replays.queries import StoredVerdict
from verification.replays.rules.records import Kept, record_of


async def record_for_reviewer(
    session: Session, assessment_id: str, *, institutions: Collection[str], by: str
) -> dict[str, Any]:
    """The record, unless the account is the reviewer's own or of an own institution."""
    own = own_institutions(institutions)
    stored = await _stored(session, assessment_id)
    if stored.institution in own or stored.holder == by:
        raise ConflictOfInterest
    return await _record(session, assessment_id, stored)


async def record_for_holder(session: Session, assessment_id: str, holder: str) -> dict[str, Any]:
    """The record of a verdict on an account of this person's own."""
    stored = await _stored(session, assessment_id)
    if stored.holder != holder:
        raise AssessmentUnknown(assessment_id=assessment_id)
    return await _record(session, assessment_id, stored)


def account_of(assessment_id: str) -> UUID:
    """The account judged, as its id says."""
    return UUID(assessment_id.partition(".")[2])


async def _stored(session: Session, assessment_id: str) -> StoredVerdict:
    run, _, account = assessment_id.partition(".")
    stored = await queries.stored_verdict(session, UUID(run), UUID(account))
    if stored is None:
        raise AssessmentUnknown(assessment_id=assessment_id)
    return stored


async def _record(session: Session, assessment_id: str, stored: StoredVerdict) -> dict[str, Any]:
    if stored.inputs is None or stored.judged_by is None:
        raise RecordNotKept(assessment_id=assessment_id)
    version, _, judgement = stored.judged_by.partition("/")
    week = str(IsoWeek.of(stored.week))
    kept = Kept(assessment_id, week, stored.decided_at, version, int(judgement), stored.document)
    policy = await policies.policy_of(session, stored.document["policy"])
    return record_of(kept, unpacked(stored.inputs, remembers=True), policy)
