"""The wire format."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from registry.access.clients.service import Registration, Rights
from registry.access.clients.tables import Client
from shared.wire import InstitutionCode, ShortText, Wire

ClientId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]


class RegisterClient(Wire):
    """A machine, or a person's device, and what it may do."""

    name: ShortText = Field(examples=["Sistem kepegawaian Komdigi"])
    scope: str = Field(
        min_length=1,
        max_length=2000,
        examples=["registry.officers.read registry.officers.write"],
        description="Scopes separated by spaces.",
    )
    institutions: list[InstitutionCode] = Field([], max_length=50, examples=[["klpd:K65"]])

    def read(self) -> Rights:
        """In the form the service takes."""
        return Rights(self.name, self.scope, self.institutions)


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


class RegisteredClient(ClientOut):
    """A client with its new secret, shown once."""

    client_secret: str = Field(max_length=200, description="Shown once, here.")

    @classmethod
    def with_secret(cls, registration: Registration) -> "RegisteredClient":
        """The client and the secret on the wire."""
        shown = ClientOut.of(registration.client).model_dump()
        return cls(**shown, client_secret=registration.secret)


class ClientList(Wire):
    """A page of clients in the order they were made."""

    items: list[ClientOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")
