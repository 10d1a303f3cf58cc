"""The wire format."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from registry.access.clients.rules import Reach
from registry.access.clients.schemas import ClientId, ClientOut
from registry.access.clients.service import reach_of
from registry.access.grants.rules import GrantState
from registry.access.grants.service import Outcome
from registry.access.grants.tables import ClientGrant
from shared.wire import InstitutionCode, Name, Wire

SCOPE = "Scopes separated by spaces."


class ChangeRights(Wire):
    """What a client may do from now on, neither more nor less."""

    scope: str = Field(max_length=2000, examples=["registry.officers.read"], description=SCOPE)
    institutions: list[InstitutionCode] = Field([], max_length=50, examples=[["klpd:K65"]])

    def read(self) -> Reach:
        """In the form the service takes."""
        return reach_of(self.scope, self.institutions)


class RegisterClient(ChangeRights):
    """A machine, or a person's device, and what it may do."""

    name: Name = Field(examples=["Sistem kepegawaian Komdigi"])
    scope: str = Field(
        min_length=1,
        max_length=2000,
        examples=["registry.officers.read registry.officers.write"],
        description=SCOPE,
    )


class GrantOut(Wire):
    """What somebody proposed that a client may do."""

    id: UUID
    client_id: ClientId
    scope: str = Field(max_length=2000)
    institutions: list[InstitutionCode] = Field(max_length=50)
    state: GrantState
    proposed_by: str = Field(max_length=600, description="`iss|sub` of the administrator.")
    proposed_at: datetime
    expires_at: datetime = Field(description="When it lapses unless confirmed.")
    decided_by: str | None = Field(max_length=600)
    decided_at: datetime | None

    @classmethod
    def of(cls, grant: ClientGrant) -> "GrantOut":
        """Copy the row onto the wire."""
        return cls(
            id=grant.id,
            client_id=grant.client_id,
            scope=" ".join(grant.scopes),
            institutions=grant.institutions,
            state=GrantState(grant.state),
            proposed_by=grant.proposed_by,
            proposed_at=grant.proposed_at,
            expires_at=grant.expires_at,
            decided_by=grant.decided_by,
            decided_at=grant.decided_at,
        )


class GrantList(Wire):
    """A page of proposals in the order they were made."""

    items: list[GrantOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")


class GrantedClient(ClientOut):
    """A client, what waits to be confirmed, and what is shown once."""

    client_secret: str | None = Field(
        max_length=200,
        description="Shown once, here. Where two administrators are needed it is one half: the "
        "client joins the proposer's, a full stop, and the confirmer's.",
    )
    grant: GrantOut | None = Field(
        description="While `pending`, another administrator confirms it at "
        "`POST /v1/client-grants/{grant_id}/confirmation`."
    )

    @classmethod
    def after(cls, outcome: Outcome) -> "GrantedClient":
        """The outcome on the wire."""
        shown = ClientOut.of(outcome.client).model_dump()
        grant = GrantOut.of(outcome.grant) if outcome.grant else None
        return cls(**shown, client_secret=outcome.secret, grant=grant)
