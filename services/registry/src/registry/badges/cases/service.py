"""Use cases: follow verification's findings, record a report, tell whether a case exists."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from registry.accounts.sightings.service import look_soon_at
from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.tables import Badge
from registry.badges.cases import queries
from registry.badges.cases.errors import CaseUnknown, ConflictOfInterest, ReportNamesANumber
from registry.badges.cases.rules import (
    HIDDEN_FOR_SAFETY,
    LOOKED_AT,
    TEXT_KEPT,
    Case,
    CaseKind,
    Concerned,
    ReportKind,
    case_id,
)
from registry.badges.cases.tables import BadgeReport
from shared.caller import Caller
from shared.database import Session
from shared.writing.personal import personal_numbers


async def case_on(session: Session, badge: Badge, reference: str) -> Case:
    """The case a reference names, on the account of this badge and on no other."""
    id = case_id(reference)
    if id is not None:
        finding = await queries.finding_on(session, id, badge.account_id)
        if finding is not None:
            return Case(id, CaseKind.FINDING, closed=finding.closed)
        report = await queries.report_on(session, id, badge.account_id)
        if report is not None:
            return Case(id, CaseKind.REPORT, reported_by=report.reported_by)
    raise CaseUnknown(badge_id=str(badge.id))


async def report(
    session: Session, badge_id: UUID, *, kind: ReportKind, text: str, caller: Caller, now: datetime
) -> BadgeReport:
    """Record what happened to the account of a badge; a report by itself changes nothing.

    One that says that somebody else may be behind the name has the profile read now.
    """
    concerned = await _concerned_by(session, badge_id)
    if any(personal_numbers(text)):
        raise ReportNamesANumber
    recorded = BadgeReport(
        id=uuid4(),
        badge_id=badge_id,
        institution=concerned.institution,
        kind=kind,
        text=text,
        reported_by=caller.principal,
        reported_at=now,
    )
    await queries.keep_report(session, recorded)
    if kind in LOOKED_AT:
        await look_soon_at(session, await queries.account_under(session, badge_id), now)
    return recorded


async def note_danger(session: Session, badge: Badge, principal: str, now: datetime) -> UUID:
    """The case of a badge that is hidden at once: a report with a fixed sentence, no story."""
    noted = BadgeReport(
        id=uuid4(),
        badge_id=badge.id,
        institution=badge.institution,
        kind=ReportKind.HOLDER_IN_DANGER,
        text=HIDDEN_FOR_SAFETY,
        reported_by=principal,
        reported_at=now,
    )
    await queries.keep_report(session, noted)
    return noted.id


async def forget_texts(session: Session, now: datetime, *, but: Collection[UUID]) -> None:
    """Of old reports it stays that they were made, on which badge and of which kind."""
    await queries.empty_reports(session, now - TEXT_KEPT, but)


async def may_decide(session: Session, badge_id: UUID, caller: Caller) -> None:
    """Refuse the holder, a reviewer of the holder's institution, and one who belongs to none."""
    concerned = await _concerned_by(session, badge_id)
    if concerned.has_conflict(caller.principal, caller.institutions):
        raise ConflictOfInterest(institution=concerned.institution)


async def _concerned_by(session: Session, badge_id: UUID) -> Concerned:
    concerned = await queries.concerned_by(session, badge_id)
    if concerned is None:
        raise BadgeUnknown(badge_id=str(badge_id))
    return concerned
