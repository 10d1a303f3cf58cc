"""What verification's events do here."""

from datetime import datetime
from uuid import UUID

from registry.badges.decisions import queries
from registry.badges.decisions.rules import AccountEligible, opens_the_way
from shared.clock import current_time
from shared.database import Session
from shared.events import Copy, Event
from shared.reactions import follow


async def take_decision(session: Session, event: Event) -> None:
    """Keep verification's latest word on an account; an eligible one may lack nothing now."""
    told = event.data
    account_id = UUID(told["account_id"])
    officer_id = await queries.officer_behind(session, account_id)
    if officer_id is None:
        return
    kept = await queries.keep_eligibility(
        session,
        {
            "account_id": account_id,
            "decision": told["decision"],
            "policy": told["policy"],
            "week": told["week"],
            "decided_at": datetime.fromisoformat(told["decided_at"]),
            "valid_until": datetime.fromisoformat(told["valid_until"]),
        },
    )
    if kept and opens_the_way(told["decision"]):
        await follow(session, AccountEligible(officer_id, current_time()))


HANDLERS = {"eligibility.decided.v1": take_decision}

COPY = Copy(queries.forget_eligibility)
