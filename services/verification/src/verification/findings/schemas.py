"""The wire format of findings."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from shared.calendar import IsoWeek
from shared.wire import Code, LongText, Week, Wire
from verification.findings.rules import FindingState
from verification.findings.tables import Finding
from verification.growth.schemas import ModelOut


class CloseFinding(Wire):
    """What a person found out by looking."""

    reason: LongText = Field(
        description="Why nothing waits any more. Name nobody in it.",
        examples=["Pelatihan pada pekan itu dihadiri 280 orang; daftar hadir sudah diperiksa."],
    )


class FindingOut(Wire):
    """What was flagged on an account. It accuses nobody: it asks a person to look. While it is open
    no judgement answers `eligible`.
    """

    id: UUID
    account_id: UUID
    state: FindingState
    version: int = Field(
        ge=1, le=2**31 - 1, description="The number within the ETag; added weeks raise it."
    )
    since: Week = Field(description="The week whose judgement opened it.")
    weeks: list[Week] = Field(max_length=1000, description="Where to look; only ever added to.")
    score: float = Field(ge=0, description="The highest of the judgements that flagged.")
    p_value: float = Field(gt=0, le=1, description="The lowest of them.")
    unexplained_gain: int = Field(
        ge=0,
        le=10**12,
        description="Audience gained in these weeks beyond usual growth and engagement.",
    )
    policy: Code = Field(description="Version of the policy it was opened under.")
    model: ModelOut
    run_id: UUID = Field(description="The run that opened it.")
    opened_at: datetime
    closed_at: datetime | None
    closing_reason: str | None = Field(max_length=20_000)

    @classmethod
    def of(cls, finding: Finding) -> "FindingOut":
        """Everything but who closed it."""
        return cls(
            id=finding.id,
            account_id=finding.account_id,
            state=finding.state,
            version=finding.version,
            since=str(IsoWeek.of(finding.since)),
            weeks=finding.weeks,
            score=finding.score,
            p_value=finding.p_value,
            unexplained_gain=sum(finding.gains.values()),
            policy=finding.policy,
            model=ModelOut.model_validate(finding.model),
            run_id=finding.run_id,
            opened_at=finding.opened_at,
            closed_at=finding.closed_at,
            closing_reason=finding.closing_reason,
        )


class FindingList(Wire):
    """A page of findings."""

    items: list[FindingOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")
