"""The wire format of what the growth judgement says."""

from pydantic import Field

from shared.wire import Week, Wire


class GrowthOut(Wire):
    """How unusual the growth is. Never an accusation: a flag asks a person to look."""

    score: float = Field(description="Higher is more unusual; compare only by `p_value`.")
    p_value: float = Field(
        gt=0, le=1, description="Share of natural histories at least as unusual (conformal)."
    )
    flagged: bool = Field(
        description="Whether a person should look; weeks a person has looked at are left out."
    )
    flagged_weeks: list[Week] = Field(max_length=1040, description="Where to look.")
    unexplained_gain: int = Field(
        ge=0, le=10**12, description="Audience gained there beyond usual growth and engagement."
    )


class ModelOut(Wire):
    """Which growth model judged; see docs/model-card.md."""

    name: str = Field(max_length=64)
    version: str = Field(max_length=32)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", max_length=64)
