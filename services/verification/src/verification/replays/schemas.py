"""The wire format of records."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from shared.wire import Code, Week, Wire
from verification.growth.schemas import ModelOut

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
AssessmentId = Annotated[
    str,
    Field(
        pattern=rf"^{_UUID}\.{_UUID}$",
        max_length=73,
        description="`assessment_id` of a verdict.",
        examples=["5b8c7d1e-6a35-4b0e-9d57-2f7f0e2a9c11.0b8f4c1e-6a35-4b0e-9d57-2f7f0e2a9c11"],
    ),
]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", max_length=64)]


class VerdictRecord(Wire):
    """All a verdict went by. Kept as a file, `python -m verification replay` makes it again."""

    format: int = Field(ge=1, le=1000)
    assessment_id: AssessmentId
    week: Week
    decided_at: datetime
    code_version: Code = Field(description="Release of the program that judged.")
    judgement: int = Field(ge=1, le=1000, description="Version of the judgement's own rules.")
    model: ModelOut
    policy: dict[str, Any] = Field(description="Every criterion that applied.")
    inputs: dict[str, Any] = Field(
        description="Readings and what was remembered, in the form of `assess --input`."
    )
    input_sha256: Sha256 = Field(description="Hash of the canonical form of `inputs`.")
    document: dict[str, Any] = Field(description="The verdict, as it was written.")
    document_sha256: Sha256 = Field(
        description="Hash of the document as JSON with sorted names and no spaces."
    )
