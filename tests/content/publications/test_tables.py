"""What PostgreSQL refuses to do to what was published."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.database import RowScope, Sessions, system_transaction, transaction
from tests.content.desk import Desk


async def test_another_institution_cannot_strike_a_publication(
    desk: Desk, sessions: Sessions
) -> None:
    message = await desk.released()
    strike = text("update publications set body = '' where message_id = :id")

    async with transaction(sessions, RowScope(frozenset({"klpd:K3"}))) as session:
        outcome = await session.execute(strike, {"id": UUID(message["id"])})

    assert getattr(outcome, "rowcount", None) == 0


async def test_a_publication_without_its_label_is_refused(desk: Desk, sessions: Sessions) -> None:
    message = await desk.released()
    unlabel = text("update publications set label = '' where message_id = :id")

    with pytest.raises(DBAPIError, match="label_stands"):
        async with system_transaction(sessions) as session:
            await session.execute(unlabel, {"id": UUID(message["id"])})
