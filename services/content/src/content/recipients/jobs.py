"""What each event of the registry does to the copy."""

from collections.abc import Mapping

from content.recipients import queries
from content.recipients.rules import STATE_AFTER
from content.upstream import registry
from shared.database import Session
from shared.events import Event, Handler


async def keep_institution(session: Session, event: Event) -> None:
    """An institution is new, renamed or moved."""
    told = registry.institution_changed(event)
    await queries.put_institution(
        session,
        code=told.code,
        name=told.name,
        kind=told.kind,
        parent=told.parent,
        position=event.position,
    )


async def keep_officer(session: Session, event: Event) -> None:
    """Somebody joined, or moved to another institution."""
    told = registry.officer_enrolled(event)
    await queries.put_officer(
        session,
        officer_id=told.officer_id,
        principal=told.principal,
        institution=told.institution,
        position=event.position,
    )


async def forget_officer(session: Session, event: Event) -> None:
    """Somebody left: the row stays as an empty mark, so that a late event cannot revive it."""
    officer_id = registry.officer_left(event)
    await queries.put_officer(
        session,
        officer_id=officer_id,
        principal=None,
        institution=None,
        position=event.position,
    )


async def keep_account(session: Session, event: Event) -> None:
    """An account was proven to be an officer's."""
    told = registry.account_linked(event)
    await queries.put_account(
        session,
        account_id=told.account_id,
        officer_id=told.officer_id,
        platform=told.platform,
        position=event.position,
    )


async def forget_account(session: Session, event: Event) -> None:
    """An account is no longer anybody's here."""
    account_id = registry.account_unlinked(event)
    await queries.put_account(
        session, account_id=account_id, officer_id=None, platform=None, position=event.position
    )


async def keep_badge(session: Session, event: Event) -> None:
    """A badge was granted, suspended, reinstated or ended."""
    told = registry.badge_changed(event)
    await queries.put_badge(
        session,
        badge_id=told.badge_id,
        account_id=told.account_id,
        state=STATE_AFTER[event.type],
        position=event.position,
    )


HANDLERS: Mapping[str, Handler] = {
    "institution.changed.v1": keep_institution,
    "officer.enrolled.v1": keep_officer,
    "officer.left.v1": forget_officer,
    "account.linked.v1": keep_account,
    "account.unlinked.v1": forget_account,
    **dict.fromkeys(STATE_AFTER, keep_badge),
}
