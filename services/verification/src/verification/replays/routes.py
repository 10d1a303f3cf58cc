"""HTTP for records of verdicts. No decisions here."""

from shared.database import Transaction
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import Trailing
from verification.accounts.errors import ConflictOfInterest, ReviewerWithoutInstitution
from verification.callers import Holder, Reviewer
from verification.findings import queries as flagged
from verification.replays import service
from verification.replays.errors import AssessmentUnknown, RecordNotKept
from verification.replays.schemas import AssessmentId, VerdictRecord

router = api_router("/v1", tags=["eligibility"])


@router.get(
    "/assessments/{assessment_id}/record",
    summary="Read all a verdict went by, as a reviewer",
    responses=problems(
        ConflictOfInterest, ReviewerWithoutInstitution, AssessmentUnknown, RecordNotKept
    ),
)
async def read_assessment_record(
    assessment_id: AssessmentId, caller: Reviewer, session: Transaction, trail: Trailing
) -> VerdictRecord:
    """Inputs, hashes, model, criteria and release: kept as a file, `python -m verification replay`
    makes the same verdict again, byte for byte. Accounts of the own institution are refused.
    """
    record = await service.record_for_reviewer(
        session, assessment_id, institutions=caller.institutions, by=caller.principal
    )
    whose = await flagged.holders(session, [service.account_of(assessment_id)])
    await trail.note(session, "assessment record", whose.values())
    return VerdictRecord.model_validate(record)


@router.get(
    "/me/assessments/{assessment_id}/record",
    summary="Read all a verdict on an own account went by",
    responses=problems(AssessmentUnknown, RecordNotKept),
)
async def read_own_assessment_record(
    assessment_id: AssessmentId, caller: Holder, session: Transaction
) -> VerdictRecord:
    """The same record a reviewer reads, for the holder of the account."""
    return VerdictRecord.model_validate(
        await service.record_for_holder(session, assessment_id, caller.principal)
    )
