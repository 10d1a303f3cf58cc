"""Sentences that set the scene."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from registry.people.consents.rules import CONSENT_VERSION, PLEDGE, Purpose
from registry.people.consents.tables import Consent, Pledge
from registry.people.institutions.rules import Kind
from registry.people.institutions.tables import Institution, InstitutionCode, InstitutionName
from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer
from registry.people.training.tables import TrainingParticipant, TrainingSession
from shared.database import Sessions, system_transaction
from shared.events.tables import events
from shared.testing.tokens import ISSUER

LONG_AGO = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
BOTH = (Purpose.PROGRAMME, Purpose.AUDIENCE_ANALYSIS)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An officer and the subject of the tokens that stand for the officer."""

    id: UUID
    institution: str
    subject: str

    @property
    def principal(self) -> str:
        return f"{ISSUER}|{self.subject}"


def a_nip() -> str:
    """A NIP nobody bears: its sequence is of the nine hundreds."""
    born = date(1975, 1, 1) + timedelta(days=random.randrange(9000))
    month, sex = random.randint(1, 12), random.randint(1, 2)
    return f"{born:%Y%m%d}{born.year + 25}{month:02}{sex}{random.randint(900, 999)}"


async def an_institution(sessions: Sessions, kind: Kind = Kind.KEMENTERIAN) -> str:
    """An institution no other test knows; its code."""
    digits = f"{random.randrange(100_000):05}"
    code, name = f"klpd:K{digits}", f"Kementerian Uji {digits}"
    async with system_transaction(sessions) as session:
        session.add(Institution(code=code, name=name, kind=kind, changed_at=LONG_AGO))
        await session.flush()
        session.add(InstitutionName(institution=code, name=name, valid_from=LONG_AGO))
        session.add(
            InstitutionCode(institution=code, system="klpd", code=f"K{digits}", valid_from=LONG_AGO)
        )
    return code


async def an_officer(
    sessions: Sessions,
    *,
    institution: str | None = None,
    consents: Sequence[Purpose] = BOTH,
    pledged: bool = True,
    trained: bool = False,
) -> Enrolled:
    """An active officer, enrolled long ago."""
    where = institution or await an_institution(sessions)
    enrolled = Enrolled(uuid4(), where, f"officer-{uuid4()}")
    async with system_transaction(sessions) as session:
        session.add(
            Officer(
                id=enrolled.id,
                institution=where,
                category="PNS",
                state=OfficerState.ACTIVE,
                principal=enrolled.principal,
                created_at=LONG_AGO,
                enrolled_at=LONG_AGO,
            )
        )
        await session.flush()
        session.add_all(consent_of(enrolled, purpose) for purpose in consents)
        if pledged:
            session.add(_pledge(enrolled))
    if trained:
        await a_training_result(sessions, enrolled, passed=True)
    return enrolled


async def a_training_result(sessions: Sessions, officer: Enrolled, *, passed: bool) -> UUID:
    """One officer's result in a session of the own institution; the session's id."""
    held_on = datetime.now(UTC).date() - timedelta(days=10)
    held = TrainingSession(
        institution=officer.institution,
        course="Komunikasi publik",
        join_code=uuid4().hex,
        held_on=held_on,
        created_by="test",
        created_at=LONG_AGO,
    )
    async with system_transaction(sessions) as session:
        session.add(held)
        await session.flush()
        session.add(
            TrainingParticipant(
                session_id=held.id,
                place=1,
                officer_id=officer.id,
                institution=officer.institution,
                passed=passed,
                valid_until=held_on + timedelta(days=730) if passed else None,
            )
        )
    return held.id


async def events_about(sessions: Sessions, subject: str) -> list[tuple[str, dict[str, Any]]]:
    """What the event log tells of a subject, in the order it was written."""
    statement = select(events.c.type, events.c.data).where(events.c.subject == subject)
    async with system_transaction(sessions) as session:
        rows = await session.execute(statement.order_by(events.c.written))
    return [(row.type, row.data) for row in rows]


def consent_of(officer: Enrolled, purpose: Purpose) -> Consent:
    """A live consent of long ago."""
    return Consent(
        officer_id=officer.id,
        institution=officer.institution,
        purpose=purpose,
        text_version=CONSENT_VERSION,
        text_sha256=b"",
        language="id",
        channel="enrolment",
        given_at=LONG_AGO,
    )


def _pledge(officer: Enrolled) -> Pledge:
    return Pledge(
        officer_id=officer.id,
        version=PLEDGE.version,
        institution=officer.institution,
        text_sha256=b"",
        language="id",
        accepted_at=LONG_AGO,
    )
