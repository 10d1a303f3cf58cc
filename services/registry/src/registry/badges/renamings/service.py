"""Use case: a person of another institution has looked, so the badge follows to the new name."""

from datetime import datetime
from uuid import UUID

from registry.accounts.account.rules.addresses import AccountRef
from registry.accounts.account.rules.lifecycle import NewNameConfirmed
from registry.accounts.account.rules.platforms import PlatformName
from registry.badges.cases.errors import ConflictOfInterest
from registry.badges.cases.rules import Concerned
from registry.badges.renamings import queries
from registry.badges.renamings.errors import NoRenamingWaits, RenamedAgain
from registry.badges.renamings.queries import Renaming
from shared.caller import Caller
from shared.database import Session
from shared.reactions import follow


async def confirm(
    session: Session, account_id: UUID, handle: str, *, caller: Caller, now: datetime
) -> Renaming:
    """The account goes by its new name; its badge ends under the old one and goes on there."""
    waiting = await queries.waiting(session, account_id)
    if waiting is None:
        raise NoRenamingWaits(account_id=str(account_id))
    concerned = Concerned(waiting.institution, waiting.officer_id, waiting.holder)
    if concerned.has_conflict(caller.principal, caller.institutions):
        raise ConflictOfInterest(institution=waiting.institution)
    if handle.lower() != waiting.new_handle:
        raise RenamedAgain
    name = AccountRef(PlatformName(waiting.platform), waiting.new_handle)
    await follow(
        session, NewNameConfirmed(account_id, waiting.officer_id, name, caller.principal, now)
    )
    return waiting
