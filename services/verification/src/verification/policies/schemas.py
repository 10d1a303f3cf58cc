"""The wire format of policies."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, model_validator

from shared.faults import fault
from shared.wire import Code, Count, LongText, Whole, Wire
from verification.policies.queries import policy_from
from verification.policies.rules import AccountsNeeded, Comparator, DraftState
from verification.policies.tables import PolicyDraft, PolicyVersion

FEWEST_READINGS = 8
"""With fewer the growth of an account cannot be judged at all."""

Metric = Literal["followers", "friends"]
Platforms = Annotated[dict[Code, Metric], Field(min_length=1, max_length=16)]
Minimum = Annotated[Whole, Field(ge=1, le=10_000_000)]


class Criteria(Wire):
    """By which numbers accounts are to be judged."""

    comparator: Comparator = Field(
        Comparator.AT_LEAST, description="Whether exactly the minimum is enough."
    )
    minimum_audience: Minimum = Field(examples=[500])
    minimums: dict[Code, Minimum] = Field(
        {}, max_length=16, description="Platforms with another minimum."
    )
    metrics: Platforms = Field(
        description="What counts as audience, by platform; others are not judged.",
        examples=[{"instagram": "followers", "x": "followers", "facebook": "friends"}],
    )
    accounts_needed: AccountsNeeded = Field(
        AccountsNeeded.ANY,
        description="`any`: one account with enough audience is enough; `all`: the holder needs "
        "one on each platform.",
    )
    minimum_weeks: Annotated[Whole, Field(ge=FEWEST_READINGS, le=52)] = Field(
        description="Weekly readings needed before a decision."
    )
    reading_max_age_weeks: Annotated[Whole, Field(ge=0, le=8)] = Field(
        description="Weeks between the newest reading and the week judged."
    )
    missed_share_limit: float = Field(
        ge=0, le=0.5, description="Above this share of missed weeks a person looks."
    )
    activity_weeks: Annotated[Whole, Field(ge=1, le=52)] = Field(
        description="Weeks within which posts are counted."
    )
    minimum_posts: Annotated[Whole, Field(ge=0, le=1000)]
    growth_alpha: float = Field(
        ge=0.0001, le=0.05, description="Share of natural accounts sent to a person for nothing."
    )
    validity_weeks: Annotated[Whole, Field(ge=1, le=52)] = Field(
        description="Weeks a decision stays in force."
    )
    recheck_share: float = Field(
        0.0, ge=0, le=0.1, description="Share of accounts chance sends to a person each week."
    )

    @model_validator(mode="after")
    def _of_known_platforms(self) -> "Criteria":
        if not self.minimums.keys() <= self.metrics.keys():
            raise fault("platform_without_metric")
        return self


class WriteDraft(Wire):
    """New criteria, and why."""

    criteria: Criteria
    reason: LongText = Field(description="Read by whoever announces it. Name nobody in it.")


class DraftOut(Wire):
    """Criteria that somebody proposes."""

    id: UUID
    state: DraftState
    criteria: Criteria
    reason: str = Field(max_length=20_000)
    simulated_at: datetime | None = Field(description="When its effect was last counted.")
    version: Code | None = Field(description="The policy that came of it.")
    written_by: str = Field(max_length=600, description="`iss|sub` of the writer.")
    written_at: datetime
    decided_by: str | None = Field(max_length=600)
    decided_at: datetime | None

    @classmethod
    def of(cls, draft: PolicyDraft) -> "DraftOut":
        """Copy the row onto the wire."""
        return cls(
            id=draft.id,
            state=DraftState(draft.state),
            criteria=Criteria.model_validate(draft.criteria),
            reason=draft.reason,
            simulated_at=draft.simulated_at,
            version=draft.version,
            written_by=draft.written_by,
            written_at=draft.written_at,
            decided_by=draft.decided_by,
            decided_at=draft.decided_at,
        )


class DraftList(Wire):
    """A page of drafts, the oldest first."""

    items: list[DraftOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")


class AnnounceDraft(Wire):
    """From when on accounts are judged by it."""

    in_force_from: date = Field(
        description="A Monday, at least 14 days ahead; it names the version.",
        examples=["2027-01-04"],
    )


class PolicyOut(Wire):
    """Criteria, all of them public."""

    version: Code = Field(examples=["2019-11-25"])
    in_force_from: date
    announced_at: datetime
    comparator: Comparator = Field(
        description="`>=`: exactly the minimum is enough (25 November 2019: *minimal 500*)."
    )
    minimum_audience: Count
    minimums: dict[str, int] = Field(description="Platforms with another minimum.")
    accounts_needed: AccountsNeeded = Field(
        description="`any`: one account is enough; `all`: one on each platform of `metrics`."
    )
    minimum_weeks: Count = Field(description="Weekly readings needed before a decision.")
    reading_max_age_weeks: Count = Field(
        description="Weeks between the newest reading and the week judged."
    )
    missed_share_limit: float = Field(
        ge=0, le=1, description="Above this share of missed weeks a person looks."
    )
    activity_weeks: Count = Field(description="Weeks within which posts are counted.")
    minimum_posts: Count
    growth_alpha: float = Field(
        gt=0, lt=1, description="Share of natural accounts sent to a person for nothing."
    )
    validity_weeks: Count = Field(description="Weeks a decision stays in force.")
    recheck_share: float = Field(
        ge=0, le=1, description="Share of accounts chance sends to a person each week."
    )
    metrics: dict[str, str] = Field(description="What counts as audience, by platform.")

    @classmethod
    def of(cls, row: PolicyVersion) -> "PolicyOut":
        """Copy the row onto the wire."""
        told: dict[str, Any] = asdict(policy_from(row))
        return cls.model_validate({**told, "announced_at": row.announced_at})


class PolicyList(Wire):
    """A page of policies, the newest first."""

    items: list[PolicyOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")
