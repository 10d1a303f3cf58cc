"""Statements that must hold however often a connection has run them."""

from datetime import timedelta
from uuid import uuid4

from registry.access.grants import queries
from registry.access.grants.rules import GrantState
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from tests.registry.access import given

BEFORE_POSTGRESQL_PLANS_FOR_ALL_VALUES = 5


async def test_a_connection_that_wrote_many_proposals_writes_another(sessions: Sessions) -> None:
    """From the sixth time on PostgreSQL plans without looking at the values."""
    names = [
        (await given.a_client(sessions))[0]
        for _ in range(BEFORE_POSTGRESQL_PLANS_FOR_ALL_VALUES + 2)
    ]
    now = current_time()

    async with system_transaction(sessions) as session:
        written = [
            await queries.propose(
                session,
                {
                    "id": uuid4(),
                    "client_id": name,
                    "scopes": ["content.clear"],
                    "institutions": [],
                    "state": GrantState.PENDING,
                    "first_half": None,
                    "proposed_by": "iss|a",
                    "proposed_at": now,
                    "expires_at": now + timedelta(hours=1),
                },
            )
            for name in names
        ]

    assert None not in written
