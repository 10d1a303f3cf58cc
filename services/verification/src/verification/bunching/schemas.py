"""The wire format of the report."""

from collections.abc import Sequence
from dataclasses import asdict

from pydantic import Field

from shared.calendar import IsoWeek
from shared.wire import Code, Count, Week, Wire
from verification.bunching.rules import ABOVE, BELOW, WITHIN, bunching_of
from verification.bunching.tables import AudienceBand


class BunchingOut(Wire):
    """One platform. Empty numbers: too few accounts to tell without showing somebody."""

    platform: Code
    below: Count | None = Field(description=f"Audiences from {BELOW[0]} to {BELOW[1] - 1}.")
    within: Count | None = Field(description=f"From {WITHIN[0]} to {WITHIN[1] - 1}.")
    above: Count | None = Field(description=f"From {ABOVE[0]} to {ABOVE[1] - 1}.")
    expected: float | None = Field(ge=0, description="Within, going by the bands beside it.")
    p_value: float | None = Field(ge=0, le=1, description="Chance of so many, or more, within.")
    remarkable: bool | None = Field(description="Whether that is below 1 %.")


class BunchingReport(Wire):
    """Whether a minimum of 500 tempts: a sign about the programme, about no account."""

    week: Week | None = Field(description="The newest week judged; empty before the first.")
    platforms: list[BunchingOut] = Field(max_length=64)

    @classmethod
    def of(cls, rows: Sequence[AudienceBand]) -> "BunchingReport":
        """The report on the wire."""
        platforms = [
            BunchingOut(
                **asdict(
                    bunching_of(
                        row.platform,
                        {"below": row.below, "within": row.within, "above": row.above},
                    )
                )
            )
            for row in rows
        ]
        week = str(IsoWeek.of(rows[0].week)) if rows else None
        return cls(week=week, platforms=platforms)
