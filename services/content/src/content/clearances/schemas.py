"""The wire format of clearances."""

from collections.abc import Sequence

from pydantic import ConfigDict, Field

from content.messages.schemas import MessageBrief
from content.messages.tables import Message, MessageVersion
from content.quorum.rules import Missing
from content.quorum.schemas import ClearerWanted
from shared.wire import PublicLine, Wire


class Statement(Wire):
    """What somebody says of the version they read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"version": 1, "statement": "Sumber dibuka dan angkanya cocok."}]
        }
    )

    version: int = Field(strict=True, ge=1, le=2_147_483_647, description="The version read.")
    statement: PublicLine


class QueuedMessage(MessageBrief):
    """A message in the queue, with who is missing."""

    missing: list[ClearerWanted] = Field(max_length=102, description="Whose clearance is missing.")

    @classmethod
    def waiting(
        cls, message: Message, words: MessageVersion, missing: Sequence[Missing]
    ) -> "QueuedMessage":
        """Where the message stands and whom it waits for."""
        brief = MessageBrief.of(message, words).model_dump()
        return cls(**brief, missing=[ClearerWanted.of(one) for one in missing])


class ClearanceQueue(Wire):
    """Messages that wait for a clearance."""

    items: list[QueuedMessage] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")
