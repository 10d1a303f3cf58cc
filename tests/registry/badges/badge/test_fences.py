"""The second wall: PostgreSQL itself keeps accounts and badges apart."""

from uuid import UUID

import pytest
from sqlalchemy import text

from registry.accounts.account import queries as accounts
from shared.database import NOTHING, SYSTEM, RowScope, Sessions, transaction
from tests.registry import scenes
from tests.registry.given import Enrolled

TABLES = ("accounts", "account_eligibility", "control_challenges", "badges")


async def counted(sessions: Sessions, scope: RowScope, account_id: UUID) -> dict[str, int]:
    """How many rows about the account a scope sees, by table."""
    seen = {}
    async with transaction(sessions, scope) as session:
        for table in TABLES:
            column = "id" if table == "accounts" else "account_id"
            statement = text(f"select count(*) from {table} where {column} = :id")
            seen[table] = int(await session.scalar(statement, {"id": account_id}) or 0)
    return seen


async def a_scene(sessions: Sessions) -> tuple[Enrolled, UUID]:
    officer, _, badge = await scenes.a_badge(sessions)
    challenge = text(
        "insert into control_challenges (account_id, institution, code_hash, expires_at, tries)"
        " values (:id, :institution, 'x', now(), 0)"
    )
    facts = {"id": badge.account_id, "institution": officer.institution}
    async with transaction(sessions, SYSTEM) as session:
        await session.execute(challenge, facts)
    return officer, badge.account_id


async def test_a_stranger_sees_the_badge_and_nothing_else(sessions: Sessions) -> None:
    _, account_id = await a_scene(sessions)
    stranger = RowScope(frozenset({"klpd:K3"}), "https://issuer.test|stranger")

    for scope in (stranger, NOTHING):
        seen = await counted(sessions, scope, account_id)
        assert seen == dict.fromkeys(TABLES, 0) | {"badges": 1}


async def test_the_holder_and_the_institution_see_all(sessions: Sessions) -> None:
    officer, account_id = await a_scene(sessions)
    self_scope = RowScope(frozenset(), officer.principal)
    institution = RowScope(frozenset({officer.institution}))

    for scope in (self_scope, institution, SYSTEM):
        assert await counted(sessions, scope, account_id) == dict.fromkeys(TABLES, 1)


@pytest.mark.parametrize("act", ["update badges set state = 'returned'", "delete from badges"])
async def test_a_stranger_changes_no_badge(sessions: Sessions, act: str) -> None:
    _, account_id = await a_scene(sessions)
    statement = text(f"{act} where account_id = :id returning id")

    async with transaction(sessions, RowScope(frozenset({"klpd:K3"}))) as session:
        changed = (await session.execute(statement, {"id": account_id})).all()

    assert changed == []


async def test_whether_somebody_holds_an_account_is_told_without_lifting_the_fence(
    sessions: Sessions,
) -> None:
    officer, account, _ = await scenes.a_badge(sessions)
    key = (account.platform, account.key)
    stranger = UUID(int=1)

    async with transaction(sessions, NOTHING) as session:
        held = await accounts.is_linked_to_another(session, *key, stranger)
        own = await accounts.is_linked_to_another(session, *key, officer.id)
        after = await session.scalar(text("select count(*) from accounts"))

    assert (held, own, after) == (True, False, 0)
