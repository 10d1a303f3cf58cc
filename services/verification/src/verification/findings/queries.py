"""Every SQL statement of this feature."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, delete, func, select, text, tuple_, update

from shared.database import Session
from verification.accounts.tables import Account, Officer
from verification.findings.rules import FindingState, Flag, Judged
from verification.findings.tables import Finding

_NOTICE = text(
    """
    insert into findings
        (id, account_id, gains, lost_again, score, p_value, run_id, since, policy, model, opened_at)
    select asked.*, :run_id, :since, :policy, cast(:model as jsonb), :opened_at
    from unnest(
        cast(:ids as uuid[]), cast(:accounts as uuid[]), cast(:gains as jsonb[]),
        cast(:lost_again as bigint[]), cast(:scores as double precision[]),
        cast(:p_values as double precision[])
    ) as asked
    on conflict (account_id) where closed_at is null do update set
        gains = findings.gains || excluded.gains,
        lost_again = greatest(findings.lost_again, excluded.lost_again),
        score = greatest(findings.score, excluded.score),
        p_value = least(findings.p_value, excluded.p_value),
        version = findings.version + (not jsonb_exists_all(
            findings.gains, array(select jsonb_object_keys(excluded.gains))
        ))::int
    returning id
    """
)
_MERGE = text(
    """
    with waiting as (
        select * from findings where account_id = any(:accounts) and closed_at is null
    ), merged as (
        select
            (array_agg(id order by opened_at, id))[1] as id, min(since) as since,
            max(lost_again) as lost_again, max(score) as score, min(p_value) as p_value
        from waiting
        having count(*) > 1
    ), weeks as (
        select week, max(gain::bigint) as gain
        from waiting cross join jsonb_each_text(gains) as named (week, gain)
        group by week
    )
    update findings set
        gains = (select jsonb_object_agg(week, gain) from weeks), since = merged.since,
        lost_again = merged.lost_again, score = merged.score, p_value = merged.p_value,
        version = findings.version + 1
    from merged where findings.id = merged.id
    returning findings.id
    """
)


async def holders(session: Session, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose each of these accounts is or was, where that is known."""
    statement = select(Account.id, Account.officer_id).where(
        Account.id == func.any(list(ids)), Account.officer_id.is_not(None)
    )
    return {row.id: row.officer_id for row in await session.execute(statement)}


async def findings_on(session: Session, accounts: Collection[UUID]) -> Sequence[Finding]:
    """Every finding on these accounts, each account's oldest first."""
    return (await session.scalars(_on(accounts))).all()


async def findings_locked(session: Session, accounts: Collection[UUID]) -> Sequence[Finding]:
    """The same; nobody closes one until the transaction ends."""
    return (await session.scalars(_on(accounts).with_for_update())).all()


def _on(accounts: Collection[UUID]) -> Select[Finding]:
    statement = select(Finding).where(Finding.account_id == func.any(list(accounts)))
    return statement.order_by(Finding.account_id, Finding.opened_at)


async def notice(
    session: Session, flags: Mapping[UUID, Flag], judged: Judged, *, now: datetime
) -> set[UUID]:
    """Open a finding under each id, or add to the one already open; the ids that were opened."""
    values = {
        "ids": list(flags),
        "accounts": [flag.account_id for flag in flags.values()],
        "gains": [json.dumps({str(w.week): w.gain for w in f.weeks}) for f in flags.values()],
        "lost_again": [flag.lost_again for flag in flags.values()],
        "scores": [flag.score for flag in flags.values()],
        "p_values": [flag.p_value for flag in flags.values()],
        "run_id": judged.run_id,
        "since": judged.week,
        "policy": judged.policy,
        "model": json.dumps(asdict(judged.model)),
        "opened_at": now,
    }
    present: set[UUID] = set((await session.scalars(_NOTICE, values)).all())
    return present & set(flags)


async def merge_open(session: Session, accounts: Collection[UUID]) -> None:
    """Let the open findings of these accounts become one: the oldest, with all their weeks."""
    kept = await session.scalar(_MERGE, {"accounts": list(accounts)})
    if kept is not None:
        await session.execute(
            delete(Finding).where(
                Finding.account_id == func.any(list(accounts)),
                Finding.closed_at.is_(None),
                Finding.id != kept,
            )
        )


async def move(session: Session, earlier: Collection[UUID], account_id: UUID) -> None:
    """Hang every finding of earlier ids on the account's present one."""
    await session.execute(
        update(Finding)
        .where(Finding.account_id == func.any(list(earlier)))
        .values(account_id=account_id)
    )


async def finding(
    session: Session, finding_id: UUID, *, held: bool = False
) -> Row[Finding, str | None, str | None] | None:
    """A finding on a linked account, with the account's institution and its holder's principal;
    ``held`` for a change.
    """
    statement = _on_linked_accounts().where(Finding.id == finding_id)
    if held:
        statement = statement.with_for_update(of=Finding)
    return (await session.execute(statement)).one_or_none()


async def findings_elsewhere(
    session: Session,
    *,
    state: FindingState,
    but_not_of: Collection[str],
    nor_of: str,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Finding]:
    """Findings on accounts of other institutions and other holders, longest open first."""
    closed = Finding.closed_at.is_not(None)
    wanted: list[ColumnElement[bool]] = [
        closed if state is FindingState.CLOSED else ~closed,
        Account.institution.not_in(but_not_of),
        Officer.principal.is_distinct_from(nor_of),
    ]
    if after is not None:
        wanted.append(tuple_(Finding.opened_at, Finding.id) > after)
    statement = (
        _on_linked_accounts()
        .where(*wanted)
        .order_by(Finding.opened_at, Finding.id)
        .limit(limit)
        .with_only_columns(Finding)
    )
    return (await session.scalars(statement)).all()


async def is_held_by(session: Session, account_id: UUID, principal: str) -> bool:
    """Whether the account is this person's own, and linked."""
    own = select(Account.id).where(Account.id == account_id, Account.held_by(principal))
    return bool(await session.scalar(select(own.exists())))


async def open_findings(session: Session, account_id: UUID) -> Sequence[Finding]:
    """What waits for a person on an account the caller may see."""
    statement = select(Finding).where(Finding.account_id == account_id, Finding.closed_at.is_(None))
    return (await session.scalars(statement)).all()


async def close(session: Session, finding: Finding, *, by: str, reason: str, now: datetime) -> None:
    """Write who looked, when, and what they say."""
    finding.closed_at, finding.closed_by, finding.closing_reason = now, by, reason
    finding.version += 1
    await session.flush()


def _on_linked_accounts() -> Select[Finding, str | None, str | None]:
    return (
        select(Finding, Account.institution, Officer.principal)
        .join(Account, Account.id == Finding.account_id)
        .outerjoin(Officer, Officer.id == Account.officer_id)
        .where(Account.linked)
    )


async def delete_unheld(session: Session, opened_before: datetime) -> Sequence[tuple[UUID, UUID]]:
    """Delete findings of that age on accounts that nobody links; their ids and the accounts'."""
    linked = select(Account.id).where(Account.id == Finding.account_id, Account.linked).exists()
    statement = (
        delete(Finding)
        .where(Finding.opened_at < opened_before, ~linked)
        .returning(Finding.id, Finding.account_id)
    )
    return [(id, account_id) for id, account_id in await session.execute(statement)]


async def delete_closed(session: Session, accounts: Collection[UUID]) -> None:
    """Delete the closed findings on these accounts."""
    await session.execute(
        delete(Finding).where(
            Finding.account_id == func.any(list(accounts)), Finding.closed_at.is_not(None)
        )
    )
