"""The wire format of a preview."""

from pydantic import Field

from shared.wire import Wire


class AudiencePreview(Wire):
    """How many officers a message would be offered to."""

    officers: int | None = Field(
        ge=0, le=10_000, description="In tens, at most 10 000; null below `hidden_below`."
    )
    hidden_below: int = Field(ge=2)
