"""What verification's events say of accounts that wait for a person."""

from uuid import UUID

from registry.badges.cases import queries
from shared.database import Session
from shared.events import Copy, Event


async def keep_finding(session: Session, event: Event) -> None:
    """Remember that there is such a finding, and on which account."""
    told = event.data
    await queries.keep_finding(session, UUID(told["finding_id"]), UUID(told["account_id"]))


async def close_finding(session: Session, event: Event) -> None:
    """Remember that a person has looked at it; of an earlier one nothing was known here."""
    told = event.data
    finding_id = UUID(told["finding_id"])
    await queries.keep_finding(session, finding_id, UUID(told["account_id"]))
    await queries.close_finding(session, finding_id)


async def forget_finding(session: Session, event: Event) -> None:
    """Nobody links the account any more, and verification has let go of the finding."""
    await queries.forget_finding(session, UUID(event.data["finding_id"]))


HANDLERS = {
    "finding.opened.v1": keep_finding,
    "finding.closed.v1": close_finding,
    "finding.lapsed.v1": forget_finding,
}

COPY = Copy(queries.forget_findings)
