"""The wire format of an inbox."""

from pydantic import Field

from content.publications.schemas import PublicMessage
from shared.wire import Wire


class Inbox(Wire):
    """A page of messages offered to the officer, or taken back from them."""

    items: list[PublicMessage] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")
