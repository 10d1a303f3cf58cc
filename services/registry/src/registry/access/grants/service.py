"""Use cases: propose what a client may do, confirm or refuse it, let it lapse."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from registry.access.clients import service as clients
from registry.access.clients.rules import Reach, device_of, is_device
from registry.access.clients.tables import Client
from registry.access.grants import queries
from registry.access.grants.errors import (
    GrantDecided,
    GrantPending,
    GrantUnknown,
    ProposerStopped,
    SecondPersonNeeded,
)
from registry.access.grants.rules import (
    PROPOSAL_LIFE,
    GrantState,
    is_guarded,
    objection,
    state_at,
    takes_two,
)
from registry.access.grants.tables import ClientGrant
from registry.scopes import BY_TWO
from shared.blocked import blocked_now, digest_of
from shared.caller import Caller
from shared.database import Session
from shared.events.log import record

CLOCK = "clock"
"""Who lets a proposal lapse."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The client as it is now, what waits for it, and a secret or half of one, shown once."""

    client: Client
    grant: ClientGrant | None = None
    secret: str | None = field(default=None, repr=False)


async def register(
    session: Session, name: str, reach: Reach, caller: Caller, now: datetime
) -> Outcome:
    """A new client; one that clears, reviews or audits may do nothing before it is confirmed."""
    await clients.grantable(session, reach)
    client_id = str(uuid4())
    waits = takes_two(Reach(), reach, BY_TWO)
    first = Reach() if waits else reach
    await clients.make(session, client_id, name, first, principal=caller.principal, now=now)
    secret = clients.new_secret()
    made = await clients.client(session, client_id)
    if waits:
        grant = await _propose(session, client_id, reach, secret, caller.principal, now)
        return Outcome(made, grant, secret)
    await clients.add_secret(session, client_id, clients.digest_of(secret), timedelta(0), now)
    return Outcome(made, None, secret)


async def change(
    session: Session, client_id: str, reach: Reach, caller: Caller, now: datetime
) -> Outcome:
    """Other rights: at once when one person may give them, else after a second one confirms."""
    await clients.grantable(session, reach)
    await clients.untied(session, client_id, caller, "grant")
    found = await clients.enabled_client(session, client_id)
    before = _reach(found)
    if not takes_two(before, reach, BY_TWO):
        await clients.give(session, client_id, reach, principal=caller.principal, now=now)
        return Outcome(await clients.client(session, client_id))
    half = None if is_guarded(before, BY_TWO) else clients.new_secret()
    grant = await _propose(session, client_id, reach, half, caller.principal, now)
    return Outcome(found, grant, half)


async def rotate(
    session: Session, client_id: str, caller: Caller, overlap: timedelta, now: datetime
) -> Outcome:
    """A new secret; of a client that takes two persons each of them sees one half."""
    await clients.untied(session, client_id, caller, "rotate-secret")
    found = await clients.enabled_client(session, client_id)
    if is_guarded(_reach(found), BY_TWO):
        half = clients.new_secret()
        grant = await _propose(session, client_id, _reach(found), half, caller.principal, now)
        return Outcome(found, grant, half)
    rotated = await clients.rotate_secret(
        session, client_id, overlap=overlap, principal=caller.principal, now=now
    )
    return Outcome(found, None, rotated.secret)


async def confirm(
    session: Session, grant_id: UUID, caller: Caller, overlap: timedelta, now: datetime
) -> Outcome:
    """The second person's word: from now on the client may do what was proposed."""
    grant = await _open_grant(session, grant_id, now)
    _second_person(grant, caller)
    if await _is_stopped(session, grant.proposed_by, now):
        raise ProposerStopped
    reach = Reach(tuple(grant.scopes), tuple(grant.institutions))
    await clients.grantable(session, reach)
    found = await clients.enabled_client(session, grant.client_id)
    half = None
    if grant.first_half is not None:
        half = await _add_halves(session, found, grant.first_half, caller, overlap, now)
    await _settle(session, grant, GrantState.IN_FORCE, caller.principal, now)
    if not reach.same_as(_reach(found)):
        await clients.give(session, found.client_id, reach, principal=caller.principal, now=now)
    return Outcome(await clients.client(session, found.client_id), grant, half)


async def refuse(session: Session, grant_id: UUID, caller: Caller, now: datetime) -> None:
    """Any administrator may stop a proposal, the proposer too."""
    grant = await _open_grant(session, grant_id, now)
    await _settle(session, grant, GrantState.REFUSED, caller.principal, now)


async def lapse(session: Session, now: datetime) -> int:
    """How many proposals nobody confirmed in time."""
    late = await queries.overdue(session, now)
    for grant in late:
        await _settle(session, grant, GrantState.LAPSED, CLOCK, now)
    return len(late)


async def forget_device(session: Session, client_id: str) -> None:
    """Delete the client of a person who was erased, and who granted it.

    One that ever had, or was meant to have, power over others stays: acts in an office.
    """
    if await clients.is_a_device(session, client_id) and all(
        is_device(grant.scopes) for grant in await queries.grants_of(session, client_id)
    ):
        await queries.delete_grants_of(session, client_id)
        await clients.forget_device(session, client_id)


async def _propose(
    session: Session, client_id: str, reach: Reach, half: str | None, principal: str, now: datetime
) -> ClientGrant:
    waiting = await queries.pending_of(session, client_id)
    if waiting and waiting.expires_at <= now:
        await _settle(session, waiting, GrantState.LAPSED, CLOCK, now)
    row = {
        "id": uuid4(),
        "client_id": client_id,
        "scopes": list(reach.scopes),
        "institutions": list(reach.institutions),
        "state": GrantState.PENDING,
        "first_half": clients.digest_of(half) if half else None,
        "proposed_by": principal,
        "proposed_at": now,
        "expires_at": now + PROPOSAL_LIFE,
    }
    grant = await queries.propose(session, row)
    if grant is None:
        waiting = await queries.pending_of(session, client_id)
        raise GrantPending(grant_id=str(waiting.id) if waiting else "")
    until = grant.expires_at.isoformat()
    await _tell(session, "client.grant_proposed.v1", grant, principal, now, until=until)
    return grant


async def _open_grant(session: Session, grant_id: UUID, now: datetime) -> ClientGrant:
    grant = await queries.grant_to_settle(session, grant_id)
    if grant is None:
        raise GrantUnknown(grant_id=str(grant_id))
    state = state_at(GrantState(grant.state), grant.expires_at, now)
    if state is not GrantState.PENDING:
        raise GrantDecided(state=state.value)
    return grant


async def _is_stopped(session: Session, principal: str, now: datetime) -> bool:
    """Whether the administrator was disabled or blocked since."""
    issuer, _, subject = principal.rpartition("|")
    blocked = digest_of(issuer, subject) in await blocked_now(session, now)
    return blocked or await queries.is_disabled(session, subject)


def _second_person(grant: ClientGrant, caller: Caller) -> None:
    if objection(
        principal=caller.principal,
        callers_client=caller.client_id,
        proposed_by=grant.proposed_by,
        client_id=grant.client_id,
    ):
        raise SecondPersonNeeded


async def _add_halves(
    session: Session,
    found: Client,
    first_half: bytes,
    caller: Caller,
    overlap: timedelta,
    now: datetime,
) -> str:
    """The second half; a secret one person knows whole ends at once."""
    second = clients.new_secret()
    digest = clients.digest_of_halves(first_half, clients.digest_of(second))
    beside = overlap if is_guarded(_reach(found), BY_TWO) else timedelta(0)
    await clients.add_secret(session, found.client_id, digest, beside, now)
    await clients.tell_of_rotation(session, found.client_id, caller.principal, now)
    return second


async def _settle(
    session: Session, grant: ClientGrant, state: GrantState, principal: str, now: datetime
) -> None:
    await queries.settle(session, grant.id, state, principal, now)
    await _tell(session, TOLD[state], grant, principal, now)


TOLD = {
    GrantState.IN_FORCE: "client.grant_confirmed.v1",
    GrantState.REFUSED: "client.grant_refused.v1",
    GrantState.LAPSED: "client.grant_lapsed.v1",
}


async def _tell(
    session: Session, type: str, grant: ClientGrant, principal: str, now: datetime, **facts: Any
) -> None:
    rights = {"scopes": grant.scopes, "institutions": grant.institutions}
    await record(
        session,
        type=type,
        subject=grant.client_id,
        data={"client_id": grant.client_id, "grant_id": str(grant.id), **rights, **facts},
        person=device_of(grant.client_id),
        internal=True,
        actor=principal,
        now=now,
    )


def _reach(client: Client) -> Reach:
    return Reach(tuple(client.scopes), tuple(client.institutions))
