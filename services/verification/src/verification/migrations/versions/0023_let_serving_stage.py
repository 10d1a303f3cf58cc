"""Let those who serve make tables of one transaction: uploads and settling go through them."""

from alembic import op

from shared.migrations import run_script

revision = "0023"
down_revision = "0022"

_STAGING = """
do $$ declare serving text; begin
    for serving in
        select distinct grantee::regrole::text from pg_class, aclexplode(relacl)
        where oid = 'observations'::regclass and grantee not in (0, relowner)
    loop
        execute format('{act}', current_database(), serving);
    end loop;
end $$
"""


def upgrade() -> None:
    """The owner of the tables owns the database too, as it is provisioned."""
    run_script(op, _STAGING.format(act="grant temporary on database %I to %s"))


def downgrade() -> None:
    """As it was."""
    run_script(op, _STAGING.format(act="revoke temporary on database %I from %s"))
