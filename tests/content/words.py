"""Words for tests that need a publication without the way to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from content.publications import service as publications
from content.publications.rules import WithdrawalReason
from content.wordings.rules.wording import Audience, Channel, Evidence, Kind, Tongue, Wording
from shared.database import Sessions, system_transaction

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WORDING = Wording(
    Kind.CLARIFICATION,
    Channel.BAGIMU_NEGERI,
    Tongue.JAVANESE,
    "Judul",
    "Ringkasan",
    "Isi",
    (Evidence("Siaran pers", "https://www.komdigi.go.id/1"),),
    Audience(("klpd:K65", "klpd:K3"), ("x",)),
    NOW + timedelta(days=30),
)


async def published(sessions: Sessions, *, at: datetime = NOW, **changes: Any) -> UUID:
    """A publication of these words at a moment; the id it is found by."""
    message_id = uuid4()
    async with system_transaction(sessions) as session:
        await publications.publish(
            session,
            message_id,
            1,
            replace(WORDING, **changes),
            institution="klpd:K65",
            institution_name="Kementerian Uji",
            now=at,
        )
    return message_id


async def retracted(sessions: Sessions, message_id: UUID, *, at: datetime) -> None:
    """The publication taken back at a moment."""
    async with system_transaction(sessions) as session:
        await publications.retract(session, message_id, WithdrawalReason.FACTS_WRONG, now=at)
