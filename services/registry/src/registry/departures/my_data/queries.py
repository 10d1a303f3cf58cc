"""Which rows are about a person. A column left out here fails the build."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, Table, select

from registry.accounts.account.tables import Account, ControlChallenge
from registry.badges.badge.tables import Badge
from registry.badges.decisions.tables import AccountEligibility
from registry.badges.holds.tables import Hold
from registry.badges.measures.tables import BadgeMeasure
from registry.departures.corrections.tables import Correction
from registry.departures.erasure.tables import Erasure, ErasureReceipt
from registry.metadata import Base
from registry.people.consents.tables import Consent, Pledge
from registry.people.invitations.tables import Invitation
from registry.people.officers.tables import Officer, OfficerNumber
from registry.people.training.tables import TrainingCorrection, TrainingParticipant
from shared.database import Session
from shared.records import PERSON, PRINCIPAL, Holding

_ACCOUNTS = select(Account.id).where(Account.officer_id == PERSON)
_BADGES = select(Badge.id).where(Badge.officer_id == PERSON)
_NUMBERS = select(OfficerNumber.fingerprint).where(OfficerNumber.officer_id == PERSON)
_PLACES = select(TrainingParticipant.id).where(TrainingParticipant.officer_id == PERSON)
_ERASURES = select(Erasure.id).where(Erasure.officer_id == PERSON)
_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_STAFF = "names somebody of the staff; acts in an office are the institution's record"
_SEALED = "encrypted under a key only your device has"
_ENDING = "encrypted; its ending stands under `numbers`"
_NAME = "encrypted; it stands under `name`"
_HASH = "a keyed hash that cannot be read back"

HOLDINGS = (
    Holding(_TABLES["officers"], Officer.id == PERSON, {"sealed_name": _NAME}),
    Holding(
        _TABLES["officer_numbers"],
        OfficerNumber.officer_id == PERSON,
        {"sealed": _ENDING, "fingerprint": _HASH},
    ),
    Holding(
        _TABLES["invitations"],
        Invitation.fingerprint.in_(_NUMBERS),
        {"sealed_number": _ENDING, "fingerprint": _HASH, "code_hash": _HASH},
    ),
    Holding(_TABLES["consents"], Consent.officer_id == PERSON),
    Holding(_TABLES["pledges"], Pledge.officer_id == PERSON),
    Holding(_TABLES["accounts"], Account.officer_id == PERSON, {"number_fingerprint": _HASH}),
    Holding(
        _TABLES["control_challenges"],
        ControlChallenge.account_id.in_(_ACCOUNTS),
        {"code_hash": _HASH},
    ),
    Holding(
        _TABLES["training_participants"],
        TrainingParticipant.officer_id == PERSON,
        {"recorded_by": _STAFF},
    ),
    Holding(
        _TABLES["training_corrections"],
        TrainingCorrection.participant_id.in_(_PLACES),
        {"corrected_by": _STAFF},
    ),
    Holding(_TABLES["account_eligibility"], AccountEligibility.account_id.in_(_ACCOUNTS)),
    Holding(_TABLES["badges"], Badge.officer_id == PERSON),
    Holding(_TABLES["badge_holds"], Hold.badge_id.in_(_BADGES), {"fingerprint": _HASH}),
    Holding(
        _TABLES["badge_measures"],
        BadgeMeasure.badge_id.in_(_BADGES),
        {"decided_by": _STAFF, "confirmed_by": _STAFF, "lift_wished_by": _STAFF},
    ),
    Holding(
        _TABLES["badge_reports"],
        _TABLES["badge_reports"].c.badge_id.in_(_BADGES),
        {"reported_by": _STAFF},
    ),
    Holding(_TABLES["account_findings"], _TABLES["account_findings"].c.account_id.in_(_ACCOUNTS)),
    Holding(_TABLES["account_sightings"], _TABLES["account_sightings"].c.account_id.in_(_ACCOUNTS)),
    Holding(_TABLES["corrections"], Correction.officer_id == PERSON, {"answered_by": _STAFF}),
    Holding(_TABLES["erasures"], Erasure.officer_id == PERSON, {"receipt_hash": _HASH}),
    Holding(_TABLES["erasure_receipts"], ErasureReceipt.erasure_id.in_(_ERASURES)),
    Holding(_TABLES["events"], _TABLES["events"].c.person == PERSON, {"actor": _STAFF}),
    Holding(_TABLES["accesses"], _TABLES["accesses"].c.person == PERSON),
    Holding(
        _TABLES["idempotency_keys"],
        _TABLES["idempotency_keys"].c.principal == PRINCIPAL,
        {"key": _SEALED, "fingerprint": _SEALED, "body": _SEALED},
    ),
)


async def officers_behind(session: Session, principal: str) -> Sequence[Officer]:
    """Everybody the principal stands for or stood for, the newest first."""
    statement = select(Officer).where(Officer.principal == principal)
    return (await session.scalars(statement.order_by(Officer.created_at.desc()))).all()


async def sealed_numbers(session: Session, officer_id: UUID) -> Sequence[Row[UUID, str, bytes]]:
    """Id, kind and sealed value of each number the officer bears or bore."""
    statement = select(OfficerNumber.id, OfficerNumber.kind, OfficerNumber.sealed)
    statement = statement.where(OfficerNumber.officer_id == officer_id)
    return (await session.execute(statement.order_by(OfficerNumber.valid_from))).all()
