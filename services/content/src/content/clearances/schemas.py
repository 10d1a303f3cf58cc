"""The wire format of clearances."""

from pydantic import ConfigDict, Field

from content.messages.schemas import MessageBrief
from shared.wire import ShortText, Wire


class Statement(Wire):
    """What somebody says of the version they read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"version": 1, "statement": "Sumber dibuka dan angkanya cocok."}]
        }
    )

    version: int = Field(strict=True, ge=1, le=2_147_483_647, description="The version read.")
    statement: ShortText


class ClearanceQueue(Wire):
    """Messages that wait for a clearance."""

    items: list[MessageBrief] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")
