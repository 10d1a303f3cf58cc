"""People of other institutions, talking to the registry about badges."""

from dataclasses import dataclass
from typing import Any

import httpx

from registry.badges.badge.tables import Badge
from shared.calendar import day_of
from shared.clock import current_time
from shared.testing.tokens import TestIssuer

SEEN = {"kind": "account_taken_over", "text": "Sejak kemarin akun ini mengiklankan obat."}


@dataclass
class Reviewer:
    """Somebody who reports, and decides on badges."""

    client: httpx.AsyncClient
    issuer: TestIssuer
    institutions: tuple[str, ...] = ("klpd:K3",)
    subject: str = "reviewer"

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path, headers=self._headers("registry.badges.review"))

    async def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        own = self._headers("registry.badges.review registry.reports.write")
        return await self.client.post(path, json=body, headers={**own, **headers})

    async def report(self, badge: Badge) -> str:
        """A case on the badge's account."""
        answer = await self.post(f"/v1/badges/{badge.id}/reports", SEEN)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def suspend(self, badge: Badge, **changes: Any) -> httpx.Response:
        """Pause the badge, on a report just recorded unless another case is named."""
        case = changes.get("case") or await self.report(badge)
        today = day_of(current_time()).isoformat()
        order = {"reason_code": "account_taken_over", "review_on": today, **changes, "case": case}
        return await self.post(f"/v1/badges/{badge.id}/suspensions", order)

    async def suspended(self, badge: Badge) -> dict[str, Any]:
        """The suspension just decided."""
        answer = await self.suspend(badge)
        assert answer.status_code == 201, answer.text
        decided: dict[str, Any] = answer.json()["suspension"]
        return decided

    async def confirm(self, suspension_id: str, version: int = 1) -> httpx.Response:
        path = f"/v1/suspensions/{suspension_id}/confirmation"
        return await self.post(path, **{"If-Match": f'"{version}"'})

    async def reinstate(self, badge: Badge, case: str | None = None) -> httpx.Response:
        path = f"/v1/badges/{badge.id}/reinstatements"
        return await self.post(path, {"case": case or await self.report(badge)})

    def elsewhere(self, *institutions: str, subject: str) -> "Reviewer":
        """Somebody else."""
        return Reviewer(self.client, self.issuer, institutions, subject)

    def _headers(self, scope: str) -> dict[str, str]:
        return self.issuer.headers(scope, [*self.institutions], subject=self.subject)
