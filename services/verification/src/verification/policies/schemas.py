"""The wire format of policies."""

from datetime import date

from pydantic import Field

from shared.wire import Code, Count, Wire


class PolicyOut(Wire):
    """The criteria in force, all of them public."""

    version: Code = Field(examples=["2019-11-25"])
    in_force_from: date
    minimum_audience: Count = Field(
        description="Reached by exactly this many (Kominfo, 25 November 2019: *minimal 500*)."
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
    metrics: dict[str, str] = Field(description="What counts as audience, by platform.")
