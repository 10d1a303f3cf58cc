"""HTTP for policies. No decisions here."""

from dataclasses import asdict

from shared.calendar import day_of
from shared.clock import Now
from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.routing import api_router
from verification.policies import queries
from verification.policies.schemas import PolicyOut

router = api_router("/v1/policies", tags=["policies"])


@router.get("/current", dependencies=[PUBLIC], summary="Read the criteria in force")
async def read_current_policy(session: Transaction, now: Now) -> PolicyOut:
    """Anybody may know by which numbers accounts are judged today."""
    policy = await queries.policy_in_force(session, on=day_of(now))
    return PolicyOut.model_validate(asdict(policy))
