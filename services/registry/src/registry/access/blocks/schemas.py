"""The wire format."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from registry.access.blocks.rules import Principal
from shared.wire import Instant, Wire

BlockId = Annotated[
    str,
    Field(
        pattern=r"^[0-9a-f]{64}$",
        min_length=64,
        max_length=64,
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
]


class BlockPrincipal(Wire):
    """Whose tokens no service is to take, as the tokens name them."""

    issuer: str = Field(
        min_length=1, max_length=255, examples=["https://sso.example.go.id"], description="`iss`"
    )
    subject: str = Field(
        min_length=1,
        max_length=255,
        examples=["3f1c4f0e-1b1a-4c57-9a53-2f6f2f0d7c11"],
        description="`sub`; of the embedded issuer the client's id.",
    )
    until: Instant | None = Field(None, description="Without it, until it is lifted.")

    def read(self) -> Principal:
        """In the form the service takes."""
        return Principal(self.issuer, self.subject)


class BlockOut(Wire):
    """A block, which names nobody."""

    id: BlockId = Field(description="SHA-256 of `iss|sub`.")
    until: datetime | None

    @classmethod
    def of(cls, row: Any) -> "BlockOut":
        """Copy the row onto the wire."""
        return cls(id=bytes(row.digest).hex(), until=row.until)


class BlockList(Wire):
    """A page of blocks."""

    items: list[BlockOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")
