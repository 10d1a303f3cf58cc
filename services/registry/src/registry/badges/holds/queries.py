"""Every SQL statement of this feature."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, delete, literal, select, union_all
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.accounts.account.tables import Account
from registry.badges.holds.rules import HoldKind
from registry.badges.holds.tables import Hold
from registry.people.officers.tables import OfficerNumber
from shared.database import Session


async def place_holds(
    session: Session, badge_id: UUID, *, officer_id: UUID, account_id: UUID, now: datetime
) -> None:
    """Insert one for each number the officer ever proved to bear here, and one for the account."""
    moment = literal(now, Hold.placed_at.type)
    recognised: CompoundSelect[Any] = union_all(
        select(
            literal(badge_id, Hold.badge_id.type),
            OfficerNumber.fingerprint,
            literal(HoldKind.NUMBER.value),
            OfficerNumber.institution,
            moment,
        )
        .where(OfficerNumber.officer_id == officer_id, OfficerNumber.proven)
        .distinct(),
        select(
            literal(badge_id, Hold.badge_id.type),
            Account.number_fingerprint,
            literal(HoldKind.ACCOUNT.value),
            Account.institution,
            moment,
        ).where(Account.id == account_id, Account.number_fingerprint.is_not(None)),
    )
    columns = ["badge_id", "fingerprint", "kind", "institution", "placed_at"]
    statement = upsert(Hold).from_select(columns, recognised).on_conflict_do_nothing()
    await session.execute(statement)


async def lift_holds(session: Session, badge_id: UUID) -> list[bytes]:
    """Delete the badge's holds; what they recognised."""
    statement = delete(Hold).where(Hold.badge_id == badge_id).returning(Hold.fingerprint)
    return [bytes(fingerprint) for fingerprint in await session.scalars(statement)]
