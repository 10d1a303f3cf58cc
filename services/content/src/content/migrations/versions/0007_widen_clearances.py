"""Keep where those who clear sit, and let the database ask for the whole quorum."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from shared.migrations import run_script

revision = "0007"
down_revision = "0006"

QUORUM = """
create or replace function messages_cleared_by_two() returns trigger language plpgsql as $$
declare
    meant text[];
begin
    if new.state not in ('cleared', 'released') then
        return new;
    end if;
    if 2 > (
        select count(distinct readings.reader)
        from readings
        join message_versions using (message_id, version)
        where readings.message_id = new.id and readings.version = new.version
          and readings.verdict = 'clear'
          and readings.fingerprint = message_versions.fingerprint
    ) then
        raise exception 'two different people must clear' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and old.state in ('cleared', 'released') then
        return new;
    end if;
    select audience_institutions into meant
    from message_versions where message_id = new.id and version = new.version;
    if exists (
        with recursive seats as (
            select readings.reader, unnest(readings.reader_institutions) as seat
            from readings
            join message_versions using (message_id, version)
            where readings.message_id = new.id and readings.version = new.version
              and readings.verdict = 'clear'
              and readings.fingerprint = message_versions.fingerprint
        ), lines as (
            select seat, seat as code from seats
            union
            select target, target from unnest(meant) as target
            union
            select lines.seat, institutions.parent
            from lines join institutions using (code)
            where institutions.parent is not null
        ), outside as (
            select reader, seat from seats
            where not exists (
                select from seats as theirs join lines using (seat)
                where theirs.reader = seats.reader and lines.code = new.institution
            )
        )
        select where (select count(distinct reader) from outside)
                     < case when cardinality(meant) = 0 then 2 else 1 end
        union all
        select from unnest(meant) as target
        where not exists (
            select from lines where lines.seat = target and lines.code = new.institution
        ) and not exists (
            select from outside join lines using (seat) where lines.code = target
        )
    ) then
        raise exception 'somebody of another institution must clear'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""
"""The second wall behind ``quorum.rules``: it looks when a message becomes cleared."""

NO_CLAIM = """
create function messages_answer_claims() returns trigger language plpgsql as $$
begin
    if new.state in ('submitted', 'cleared_by_1', 'cleared', 'released')
       and (tg_op = 'INSERT' or old.state <> new.state)
       and exists (
           select from message_versions
           where message_id = new.id and version = new.version and kind = 'clarification'
       ) then
        raise exception 'a clarification answers a claim' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger answer_claims before insert or update on messages
    for each row execute function messages_answer_claims();
"""
"""Until claims and verdicts exist, none moves on; what stands may expire or be withdrawn."""

TWO_PEOPLE = """
create or replace function messages_cleared_by_two() returns trigger language plpgsql as $$
begin
    if new.state in ('cleared', 'released') and 2 > (
        select count(distinct readings.reader)
        from readings
        join message_versions using (message_id, version)
        where readings.message_id = new.id and readings.version = new.version
          and readings.verdict = 'clear'
          and readings.fingerprint = message_versions.fingerprint
    ) then
        raise exception 'two different people must clear' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""


def upgrade() -> None:
    """Add the column, then the walls."""
    op.add_column(
        "readings",
        sa.Column("reader_institutions", ARRAY(sa.Text), nullable=False, server_default="{}"),
    )
    run_script(op, QUORUM)
    run_script(op, NO_CLAIM)


def downgrade() -> None:
    """Back to two people from anywhere."""
    run_script(op, "drop trigger answer_claims on messages")
    run_script(op, "drop function messages_answer_claims()")
    run_script(op, TWO_PEOPLE)
    op.drop_column("readings", "reader_institutions")
