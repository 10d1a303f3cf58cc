"""The people around one institution's messages, and messages on their way."""

from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient, Response

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.content import given

STAFF = "content.read content.write content.clear"


@dataclass(frozen=True)
class Desk:
    """A writer inside the institution, two readers outside."""

    client: AsyncClient
    issuer: TestIssuer
    institution: str

    def headers(self, subject: str = "writer") -> dict[str, str]:
        """Staff of the institution; every call has a new Idempotency-Key."""
        return self.issuer.headers(STAFF, [self.institution], f"{subject}@{self.institution}")

    def outside(self, subject: str) -> dict[str, str]:
        """Somebody of another institution who may clear."""
        return self.issuer.headers("content.read content.clear", ["klpd:K3"], subject)

    async def post(self, path: str, body: Any = None, subject: str = "writer") -> Response:
        """A POST by staff of the institution."""
        return await self.client.post(path, json=body, headers=self.headers(subject))

    async def drafted(self, **changes: Any) -> dict[str, Any]:
        """A draft of the writer."""
        answer = await self.post("/v1/messages", given.draft(self.institution, **changes))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def submitted(self, **changes: Any) -> dict[str, Any]:
        """A draft handed in."""
        message = await self.drafted(**changes)
        answer = await self.post(f"/v1/messages/{message['id']}/submission")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def cleared_by(self, message: dict[str, Any], subject: str) -> Response:
        """A clearance of the version at hand."""
        body = {"version": message["version"], "statement": "Sumber dibuka, angkanya cocok."}
        path = f"/v1/messages/{message['id']}/clearances"
        return await self.client.post(path, json=body, headers=self.outside(subject))

    async def cleared(self, **changes: Any) -> dict[str, Any]:
        """A message two others have cleared."""
        message = await self.submitted(**changes)
        for subject in ("reader-a", "reader-b"):
            answer = await self.cleared_by(message, subject)
            assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def released(self, **changes: Any) -> dict[str, Any]:
        """A message everybody can read."""
        message = await self.cleared(**changes)
        answer = await self.post(f"/v1/messages/{message['id']}/release")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def withdrawn(
        self, message: dict[str, Any], reason: str = "facts_wrong"
    ) -> dict[str, Any]:
        """The message, taken back."""
        path = f"/v1/messages/{message['id']}/withdrawal"
        answer = await self.post(path, {"reason": reason})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


async def open_desk(client: AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Desk:
    """A desk at an institution of its own."""
    return Desk(client, issuer, await given.institution(sessions))
