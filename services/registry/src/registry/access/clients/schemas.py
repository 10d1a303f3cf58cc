"""The wire format."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from registry.access.clients.tables import Client
from shared.wire import InstitutionCode, Wire

ClientId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]


class ClientOut(Wire):
    """A client, without its secret."""

    client_id: ClientId
    name: str = Field(max_length=200)
    scope: str = Field(max_length=2000)
    institutions: list[InstitutionCode] = Field(max_length=50)
    created_at: datetime
    disabled_at: datetime | None

    @classmethod
    def of(cls, client: Client) -> "ClientOut":
        """Copy the row onto the wire."""
        return cls(
            client_id=client.client_id,
            name=client.name,
            scope=" ".join(client.scopes),
            institutions=client.institutions,
            created_at=client.created_at,
            disabled_at=client.disabled_at,
        )


class ClientList(Wire):
    """A page of clients in the order they were made."""

    items: list[ClientOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")
