"""The wire format: an account's weeks in, a verdict out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from operator import lt
from typing import Annotated, Any
from uuid import UUID

import msgspec
from pydantic import AfterValidator, Field

from shared.calendar import IsoWeek
from shared.codes import told
from shared.wire import BilingualText, Code, Count, Flag, Week, Wire
from verification.eligibility.queries import LatestVerdict
from verification.eligibility.rules.facts import monday
from verification.eligibility.rules.next_steps import NOTHING_TO_DO, STEPS, next_run, next_steps
from verification.eligibility.rules.verdicts import Decision
from verification.eligibility.rules.wording import SENTENCES
from verification.growth.rules.histories import (
    DeclaredEvent,
    History,
    PlatformWeek,
    Reading,
    SampledFollower,
)
from verification.growth.schemas import GrowthOut, ModelOut


def _real_week(label: str) -> str:
    monday(label)
    return label


RealWeek = Annotated[Week, AfterValidator(_real_week)]
Engagement = Annotated[float, Field(strict=True, ge=0, le=1e12, allow_inf_nan=False)]


class WeekIn(Wire):
    """One weekly reading."""

    week: RealWeek
    audience: Count
    engagement: Engagement | None = None
    posts: Count | None = None


class DeclaredEventIn(Wire):
    """Something told beforehand that explains a rise."""

    week: RealWeek
    kind: Code


class PlatformWeekIn(Wire):
    """A week known to be disturbed on the whole platform."""

    week: RealWeek
    kind: Code


class FollowerIn(Wire):
    """One follower of a random sample."""

    followers: Count
    following: Count
    posts: Count
    has_picture: Flag
    handle_digit_share: float = Field(strict=True, ge=0, le=1)


class AccountIn(Wire):
    """One line of ``assess --input``."""

    id: str = Field(min_length=1, max_length=200)
    platform: Code
    weeks: list[WeekIn] = Field(max_length=1040)
    declared_events: list[DeclaredEventIn] = Field(default=[], max_length=1040)
    sample: list[FollowerIn] | None = Field(default=None, max_length=10_000)
    as_of: RealWeek | None = None
    platform_weeks: list[PlatformWeekIn] = Field(default=[], max_length=1040)

    def history(self) -> History:
        """The facts up to the week judged, in order of weeks; ``ValueError`` when one week has two
        different readings.
        """
        readings = {_reading(week) for week in self.weeks}
        ordered = sorted(readings, key=lambda reading: reading.week)
        if len({reading.week for reading in ordered}) != len(ordered):
            raise ValueError("weeks: one week has two different readings")
        newest = ordered[-1].week if ordered else date.min
        until = monday(self.as_of) if self.as_of else newest
        return History(
            id=self.id,
            platform=self.platform,
            as_of=until,
            readings=tuple(reading for reading in ordered if reading.week <= until),
            declared_events=tuple(DeclaredEvent(*e) for e in _dated(self.declared_events, until)),
            sample=tuple(SampledFollower(**f.model_dump()) for f in self.sample or ()),
            platform_weeks=tuple(PlatformWeek(*w) for w in _dated(self.platform_weeks, until)),
        )


def _reading(week: WeekIn) -> Reading:
    return Reading(monday(week.week), week.audience, week.engagement, week.posts)


def _dated(told: Sequence[DeclaredEventIn | PlatformWeekIn], until: date) -> list[tuple[date, str]]:
    """In order, without what came after the week judged."""
    known = {(monday(one.week), one.kind) for one in told}
    return sorted((week, kind) for week, kind in known if week <= until)


_Counted = Annotated[int, msgspec.Meta(ge=0, le=2_147_483_647)]
_Measured = Annotated[float, msgspec.Meta(ge=0, le=1e12)]
_PLAIN_NAMES, _PLAIN_TEXTS = 3, 2


class _PlainWeek(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    week: str
    audience: _Counted
    engagement: _Measured | msgspec.UnsetType | None = msgspec.UNSET
    posts: _Counted | msgspec.UnsetType | None = msgspec.UNSET


class _PlainAccount(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    platform: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9:._-]{1,64}$")]
    weeks: Annotated[list[_PlainWeek], msgspec.Meta(min_length=1, max_length=1040)]


_PLAIN = msgspec.json.Decoder(_PlainAccount)


def plain_history(raw: bytes) -> History | None:
    """The history of a line without peculiarities, ten times as quickly; ``None`` for any other,
    which ``AccountIn`` reads, or refuses in words.

    A name that stands twice is found by counting quotation marks; with escapes, where such a count
    might err, a line is peculiar.
    """
    try:
        account = _PLAIN.decode(raw)
        mondays = [monday(week.week) for week in account.weeks]
    except ValueError:
        return None
    engagement = [week.engagement for week in account.weeks]
    posts = [week.posts for week in account.weeks]
    given = 4 * len(mondays) - engagement.count(msgspec.UNSET) - posts.count(msgspec.UNSET)
    ascending = all(map(lt, mondays, mondays[1:]))
    quotes = 2 * (_PLAIN_NAMES + given) + 2 * (_PLAIN_TEXTS + len(mondays))
    if b"\\" in raw or raw.count(b'"') != quotes or not ascending:
        return None
    audience = [week.audience for week in account.weeks]
    readings = map(Reading, mondays, audience, _known(engagement), _known(posts))
    return History(account.id, account.platform, mondays[-1], tuple(readings))


def _known(values: list[Any]) -> list[Any]:
    """What was left out is not known."""
    if msgspec.UNSET not in values:
        return values
    return [None if value is msgspec.UNSET else value for value in values]


class IntervalOut(Wire):
    """Bounds of the audience taken as real."""

    low: int = Field(ge=0, le=2**31 - 1)
    high: int = Field(ge=0, le=2**31 - 1)


class ReasonOut(Wire):
    """One finding, in words and numbers."""

    code: str = told({code: sentence for code, (_, sentence) in SENTENCES.items()})
    text: BilingualText
    numbers: dict[str, int | float | str] = Field(description="The numbers within the text.")


class StepOut(Wire):
    """Something the holder can do."""

    code: str = told(
        {**STEPS, "nothing_to_do": NOTHING_TO_DO}, "The reason it answers, or `nothing_to_do`."
    )
    text: BilingualText


class EligibilityOut(Wire):
    """The latest decision on an account, with all its reasons."""

    account_id: UUID
    assessment_id: str = Field(
        max_length=73,
        description="Names the verdict, for `/v1/assessments/{assessment_id}/record`.",
    )
    decision: Decision
    week: Week = Field(description="The week judged.")
    decided_at: datetime
    valid_until: datetime = Field(description="The decision is out of force from then on.")
    growth: GrowthOut
    real_audience: IntervalOut | None
    reasons: list[ReasonOut] = Field(max_length=40)
    next_steps: list[StepOut] = Field(max_length=40, description="What the holder can do now.")
    judged_again_at: datetime = Field(description="When the next weekly run begins.")
    policy: str = Field(max_length=64, description="Version of the policy applied.")
    model: ModelOut
    input_sha256: str = Field(
        pattern=r"^[0-9a-f]{64}$", max_length=64, description="Hash of the canonical input."
    )

    @classmethod
    def of(cls, latest: LatestVerdict, now: datetime) -> "EligibilityOut":
        """The stored document with what stands beside it, and what can be done as of now."""
        week = IsoWeek.of(latest.week)
        known = [(reason["code"], reason["numbers"]) for reason in latest.document["reasons"]]
        steps = [
            {"code": step.code, "text": {"id": step.text.id, "en": step.text.en}}
            for step in next_steps(known, week)
        ]
        verdict = {name: value for name, value in latest.document.items() if name != "id"}
        return cls.model_validate(
            {
                **verdict,
                "reasons": [_as_written_today(reason) for reason in verdict["reasons"]],
                "account_id": latest.account_id,
                "assessment_id": f"{latest.run_id}.{latest.account_id}",
                "week": str(week),
                "next_steps": steps,
                "judged_again_at": next_run(now),
                "decided_at": latest.decided_at,
                "valid_until": latest.valid_until,
            }
        )


def _as_written_today(reason: Mapping[str, Any]) -> Mapping[str, Any]:
    """Documents are kept as they were written; the first ones had a member for each language."""
    if "text" in reason:
        return reason
    rest = {name: value for name, value in reason.items() if name not in ("text_id", "text_en")}
    return {**rest, "text": {"id": reason["text_id"], "en": reason["text_en"]}}
