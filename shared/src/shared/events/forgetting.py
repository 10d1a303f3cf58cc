"""How an append-only log forgets a person: each row about them becomes a tombstone in its place.

Id, type, position and time stay, so that order and every reader's cursor hold; subject, actor and
data go. Only the routine made here may do so, and the trigger lets nothing else through.
"""

from types import ModuleType
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import text

from shared.database import Session
from shared.migrations import run_script

TOMBSTONE = {"erased": True}
"""The data of a row that was erased."""

_FORGET = text("select events_forget(:person)")


async def forget(session: Session, person: UUID) -> int:
    """Leave only tombstones of the events that tell of a person; how many there were."""
    return int(await session.scalar(_FORGET, {"person": person}) or 0)


_GUARD = """
create or replace function events_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.position is null and new.position is not null
       and to_jsonb(old) - 'position' = to_jsonb(new) - 'position' then
        return new;
    end if;
    {tombstones}
    raise exception 'the event log is append-only';
end $$;
"""
_TOMBSTONES = """
    if tg_op = 'UPDATE' and new.subject = 'erased' and new.data = '{"erased": true}'
       and num_nonnulls(new.actor, new.person) = 0 and old.person is not null
       and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
       and to_jsonb(old) - array['subject', 'data', 'actor', 'person']
         = to_jsonb(new) - array['subject', 'data', 'actor', 'person'] then
        return new;
    end if;
"""
_NAME_THOSE_BEFORE = """
alter table events disable trigger events_append_only;
update events set person = {whose} where {whose} is not null;
alter table events enable trigger events_append_only;
"""
_ROUTINE = """
create function events_forget(whose uuid) returns bigint
language sql security definer set search_path = public, pg_temp as $$
    with forgotten as (
        update events set subject = 'erased', data = '{"erased": true}', actor = null, person = null
        where person = whose returning 1
    )
    select count(*) from forgotten
$$;
"""


def let_the_log_forget(op: ModuleType, *, whose: str | None = None) -> None:
    """Give each event the person it tells of, and the owner of the log the one way to erase.

    ``whose`` is an SQL expression that says whom a row recorded before tells of.
    """
    op.add_column("events", sa.Column("person", sa.Uuid))
    told_of = sa.text("person is not null")
    op.create_index("ix_events_person", "events", ["person"], postgresql_where=told_of)
    if whose is not None:
        run_script(op, _NAME_THOSE_BEFORE.replace("{whose}", whose))
    run_script(op, _GUARD.replace("{tombstones}", _TOMBSTONES))
    run_script(op, _ROUTINE)


def let_the_log_remember(op: ModuleType) -> None:
    """Undo ``let_the_log_forget``; tombstones stay what they are."""
    run_script(op, "drop function events_forget(uuid)")
    run_script(op, _GUARD.replace("{tombstones}", ""))
    op.drop_column("events", "person")
