"""Use case: a person of another institution has looked, so the badge follows to the new name."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from registry.accounts.account.errors import PlatformUnavailable
from registry.accounts.account.rules.addresses import AccountRef
from registry.accounts.account.rules.lifecycle import NewNameConfirmed
from registry.accounts.account.rules.platforms import PlatformName
from registry.accounts.connectors.profiles import Connector, NotNow
from registry.accounts.sightings.jobs import look_now
from registry.accounts.sightings.rules import Look
from registry.badges.cases.errors import ConflictOfInterest
from registry.badges.cases.rules import Concerned
from registry.badges.renamings import queries
from registry.badges.renamings.errors import NoRenamingWaits, RenamedAgain
from registry.badges.renamings.queries import Renaming
from registry.badges.renamings.rules import goes_by
from shared.caller import Caller
from shared.database import Session, Sessions, system_transaction
from shared.reactions import follow


async def look_again(
    sessions: Sessions,
    account_id: UUID,
    handle: str,
    *,
    caller: Caller,
    connectors: Mapping[str, Connector],
) -> Look | None:
    """Who goes by the name at this moment, with no transaction open while the platform is asked.

    ``None`` when there is nothing to confirm, which ``confirm`` tells.
    """
    async with system_transaction(sessions) as session:
        waiting = await queries.waiting(session, account_id)
    if waiting is None or _conflicted(waiting, caller) or handle.lower() != waiting.new_handle:
        return None
    try:
        return await look_now(sessions, account_id, connectors=connectors)
    except NotNow as exc:
        raise PlatformUnavailable(retry_after=exc.retry_after) from exc


async def confirm(
    session: Session,
    account_id: UUID,
    handle: str,
    look: Look | None,
    *,
    caller: Caller,
    now: datetime,
) -> Renaming:
    """The account goes by its new name; its badge ends under the old one and goes on there."""
    if look is not None and not goes_by(look, handle):
        raise RenamedAgain
    waiting = await queries.waiting(session, account_id)
    if waiting is None:
        raise NoRenamingWaits(account_id=str(account_id))
    if _conflicted(waiting, caller):
        raise ConflictOfInterest(institution=waiting.institution)
    if look is None or handle.lower() != waiting.new_handle:
        raise RenamedAgain
    name = AccountRef(PlatformName(waiting.platform), waiting.new_handle)
    await follow(
        session, NewNameConfirmed(account_id, waiting.officer_id, name, caller.principal, now)
    )
    return waiting


def _conflicted(waiting: Renaming, caller: Caller) -> bool:
    concerned = Concerned(waiting.institution, waiting.officer_id, waiting.holder)
    return concerned.has_conflict(caller.principal, caller.institutions)
