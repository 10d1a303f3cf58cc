"""What was cleared before a list learned something is asked again when it is released."""

from uuid import UUID

import pytest
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from tests.content.desk import Desk

ASSENT = text(
    """
    insert into readings (message_id, version, reader, verdict, institution, statement,
                          fingerprint, read_at, reader_institutions)
    select message_id, version, :reader, 'clear', institution, 'x', fingerprint, now(), '{klpd:K3}'
    from message_versions where message_id = :id
    """
)
CLEARED = text("update messages set state = 'cleared' where id = :id")


@pytest.mark.parametrize(
    ("body", "status"), [("Coblos nomor 2", 409), ("Vaksin gratis di puskesmas.", 200)]
)
async def test_a_release_is_screened_too(
    desk: Desk, sessions: Sessions, body: str, status: int
) -> None:
    draft = await desk.drafted(body=body)
    async with system_transaction(sessions) as session:
        for reader in ("a", "b"):
            await session.execute(ASSENT, {"id": UUID(draft["id"]), "reader": reader})
        await session.execute(CLEARED, {"id": UUID(draft["id"])})

    answer = await desk.post(f"/v1/messages/{draft['id']}/release")

    assert answer.status_code == status
    if status == 409:
        assert answer.json()["type"] == "/problems/screening-failed"
