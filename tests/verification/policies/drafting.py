"""How a draft becomes a policy, as the people who make policies do it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from verification.policies import service

SCOPE = "verification.policies.write"
CRITERIA: dict[str, Any] = {
    "minimum_audience": 500,
    "metrics": {"instagram": "followers", "x": "followers", "facebook": "friends"},
    "minimum_weeks": 8,
    "reading_max_age_weeks": 4,
    "missed_share_limit": 0.34,
    "activity_weeks": 13,
    "minimum_posts": 1,
    "growth_alpha": 0.01,
    "validity_weeks": 13,
}


def order(**changes: Any) -> dict[str, Any]:
    """The criteria of 2019 with some changed."""
    return {"criteria": {**CRITERIA, **changes}, "reason": "Percobaan"}


def monday(weeks_ahead: int) -> str:
    """A Monday that many weeks after this week's."""
    today = current_time().date()
    return (today - timedelta(days=today.weekday()) + timedelta(weeks=weeks_ahead)).isoformat()


class Makers:
    """Two people of different institutions, and a colleague of the first."""

    def __init__(self, client: AsyncClient, issuer: TestIssuer) -> None:
        self.client, self.issuer = client, issuer

    @property
    def writer(self) -> dict[str, str]:
        """A new call of whoever writes."""
        return self.issuer.headers(SCOPE, ["klpd:K65"], subject="penulis")

    @property
    def colleague(self) -> dict[str, str]:
        """Somebody of the writer's institution."""
        return self.issuer.headers(SCOPE, ["klpd:K65"], subject="rekan")

    @property
    def other(self) -> dict[str, str]:
        """Somebody of another institution."""
        return self.issuer.headers(SCOPE, ["klpd:K3"], subject="lain")

    @property
    def nowhere(self) -> dict[str, str]:
        """An administrator of no institution."""
        return self.issuer.headers(SCOPE, [], subject="admin")

    async def draft(self, **changes: Any) -> str:
        """The id of a new draft of the writer's."""
        answer = await self.client.post(
            "/v1/policy-drafts", json=order(**changes), headers=self.writer
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def announce(self, draft: str, day: str, headers: dict[str, str]) -> Response:
        """Somebody says from when on it is in force."""
        return await self.client.post(
            f"/v1/policy-drafts/{draft}/announcement",
            json={"in_force_from": day},
            headers=headers,
        )

    async def simulated(self, sessions: Sessions, **changes: Any) -> str:
        """A draft whose effect was counted."""
        draft = await self.draft(**changes)
        async with system_transaction(sessions) as session:
            await service.mark_simulated(session, UUID(draft), current_time())
        return draft
