"""Sentences that set the scene: what the registry told."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from content.recipients.events import HANDLERS
from shared.database import Sessions, system_transaction
from shared.events import Event
from shared.events.tables import events
from shared.testing.tokens import TestIssuer

positions = count(1)


async def told(sessions: Sessions, type: str, *, position: int | None = None, **data: Any) -> Event:
    """The registry's event, applied as the worker applies it."""
    at = next(positions) if position is None else position
    event = Event(uuid4(), type, "-", datetime.now(UTC), at, data)
    async with system_transaction(sessions) as session:
        await HANDLERS[type](session, event)
    return event


async def institution(
    sessions: Sessions, *, parent: str | None = None, name: str = "Kementerian Uji"
) -> str:
    """An institution nobody else in the tests has."""
    code = f"klpd:T{uuid4().hex[:12]}"
    await told(
        sessions,
        "institution.changed.v1",
        code=code,
        name=name,
        kind="kementerian",
        parent=parent,
    )
    return code


@dataclass(frozen=True)
class Officer:
    """Somebody the registry told of, with one account and its badge."""

    officer_id: UUID
    account_id: UUID
    badge_id: UUID
    subject: str
    institution: str
    platform: str

    def headers(self, issuer: TestIssuer) -> dict[str, str]:
        """The token of their app."""
        return issuer.headers("content.me", subject=self.subject)


async def officer(
    sessions: Sessions,
    issuer: TestIssuer,
    institution: str,
    *,
    platform: str = "instagram",
    badged: bool = True,
) -> Officer:
    """An officer of the institution, by default with an active badge."""
    one = Officer(uuid4(), uuid4(), uuid4(), f"asn-{uuid4()}", institution, platform)
    await told(
        sessions,
        "officer.enrolled.v1",
        officer_id=str(one.officer_id),
        institution=institution,
        issuer=issuer.issuer,
        subject=one.subject,
    )
    await told(
        sessions,
        "account.linked.v1",
        account_id=str(one.account_id),
        officer_id=str(one.officer_id),
        platform=platform,
        handle="uji",
        url="https://example.com/uji",
        institution=institution,
    )
    if badged:
        await badge(sessions, one, "granted")
    return one


async def badge(sessions: Sessions, one: Officer, happened: str) -> Event:
    """The badge was granted, suspended, reinstated or ended."""
    return await told(
        sessions,
        f"badge.{happened}.v1",
        badge_id=str(one.badge_id),
        account_id=str(one.account_id),
        platform=one.platform,
        handle="uji",
        institution=one.institution,
    )


def draft(institution: str, **changes: Any) -> dict[str, Any]:
    """The body of a draft that passes screening."""
    return {
        "institution": institution,
        "kind": "programme",
        "channel": "bagimu-negeri",
        "language": "id",
        "title": "Internet desa tersambung",
        "summary": "Sekolah di desa kini dapat memakai internet.",
        "body": "Pemasangan selesai.\n\nDaftar lokasi ada pada sumber.",
        "evidence": [{"title": "Siaran pers", "url": "https://www.komdigi.go.id/siaran"}],
        "audience": {"institutions": [institution], "platforms": []},
        "expires_at": (datetime.now(UTC) + timedelta(days=30)).isoformat(),
        **changes,
    }


async def recorded(sessions: Sessions, subject: str) -> list[tuple[str, bool, dict[str, Any]]]:
    """Type, internal and data of every event about a subject, oldest first."""
    statement = (
        select(events.c.type, events.c.internal, events.c.data)
        .where(events.c.subject == subject)
        .order_by(events.c.written)
    )
    async with system_transaction(sessions) as session:
        return [(row.type, row.internal, row.data) for row in await session.execute(statement)]
