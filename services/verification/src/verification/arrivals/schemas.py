"""The wire format of uploads: one shape of row, told as rows or as columns."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import MISSING, Field

from shared.codes import told
from shared.language import Language
from shared.wire import Code, Count, RefusedRow, RowsReport, Week, Wire
from verification.arrivals.rules.rows import REFUSALS
from verification.arrivals.service import MOST_ROWS, Report

Metric = Annotated[
    Literal["followers", "friends"],
    Field(description="What was counted; absent where the platform counts one thing only."),
]


class ReadingIn(Wire):
    """The account was read."""

    account_id: UUID
    week: Week
    audience: Count = Field(description="Followers or friends; exact unless `rounded`.")
    engagement: Annotated[
        float | None, Field(ge=0, le=1e12, description="Reactions received that week, if known.")
    ] = None
    posts: Annotated[
        int | None, Field(ge=0, le=10_080, description="Own posts that week, if known.")
    ] = None
    source: Code = Field(examples=["platform-api"])
    metric: Metric | None = None
    rounded: Annotated[
        bool | None, Field(description="True for figures like 12.3K; exact ones stand before them.")
    ] = None


class MissedIn(Wire):
    """The account could not be read, and why: no gap without a reason."""

    account_id: UUID
    week: Week
    missed: Code = Field(examples=["platform-unavailable"])
    source: Code | None = None
    metric: Metric | None = None


def _column(*types: str) -> dict[str, Any]:
    return {"type": "array", "maxItems": MOST_ROWS, "items": {"type": list(types)}}


_ROWS: dict[str, Any] = {
    "type": "object",
    "required": ["observations"],
    "additionalProperties": False,
    "properties": {
        "observations": {
            "type": "array",
            "maxItems": MOST_ROWS,
            "items": {"anyOf": [ReadingIn.model_json_schema(), MissedIn.model_json_schema()]},
        }
    },
}
_COLUMNS: dict[str, Any] = {
    "type": "object",
    "required": ["account_id", "week"],
    "additionalProperties": False,
    "properties": {
        "account_id": _column("string"),
        "week": _column("string"),
        "audience": _column("integer", "null"),
        "engagement": _column("number", "null"),
        "posts": _column("integer", "null"),
        "source": _column("string", "null"),
        "missed": _column("string", "null"),
        "metric": _column("string", "null"),
        "rounded": _column("boolean", "null"),
    },
}
UPLOAD_SCHEMA: dict[str, Any] = {"anyOf": [_ROWS, _COLUMNS]}
"""For the contract only: rows are read one by one, so that bad ones never fail the others."""


class RefusedReading(RefusedRow):
    """A row of an upload that was left out, while the others were taken."""

    code: str = told(REFUSALS)


class UploadReport(RowsReport[RefusedReading]):
    """What became of the rows of an upload."""


def report(outcome: Report, language: Language) -> UploadReport:
    """Count the outcome onto the wire, the first refusals in the order of the rows."""
    return UploadReport(
        accepted=outcome.accepted,
        unchanged=outcome.unchanged,
        refused=outcome.refused,
        rows=[
            RefusedReading(
                index=index,
                line=outcome.lines.get(index, MISSING),
                code=code,
                text=REFUSALS[code].pick(language),
            )
            for index, code in outcome.codes.items()
        ],
    )
