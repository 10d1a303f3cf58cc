"""Every SQL statement of this feature."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, and_, func, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.tables import Account
from registry.badges.badge.rules import LIVE, BadgeState, PublicBadge
from registry.badges.badge.tables import PUBLIC, Badge
from registry.people.institutions.tables import Institution
from shared.database import Session

Place = tuple[str, str]
"""Platform, and a handle as the platform compares it."""


async def badges_at(
    session: Session,
    places: Collection[Place],
    numbers: Collection[Place],
    fingerprints: Collection[bytes] = (),
) -> dict[Place, PublicBadge]:
    """What each ``(platform, handle key)`` carries now, else carried last; one statement.

    ``numbers`` are those of them that are the platform's number of an account: it is found by that
    too when it was linked under a name. Of an erased holder's account only the number's fingerprint
    is left; what it carried is told under that, in hexadecimal.
    """
    asked = _asked(places, numbers, fingerprints).subquery()
    place = (Badge.platform, asked.c.asked)
    statement = (
        select(asked.c.asked, *PUBLIC)
        .join_from(asked, Badge, Badge.id == asked.c.id)
        .join(Institution, Institution.code == Badge.institution)
        .ext(distinct_on(*place))
        .order_by(
            *place,
            and_(Badge.state.in_(LIVE), Badge.account_state == AccountState.LINKED).desc(),
            (Badge.state == BadgeState.ACTIVE).desc(),
            (Badge.state == BadgeState.SUSPENDED).desc(),
            Badge.valid_from.desc(),
        )
    )
    rows = [{**row} for row in (await session.execute(statement)).mappings()]
    return {(row["platform"], row.pop("asked")): PublicBadge.of(row) for row in rows}


def _asked(
    places: Collection[Place], numbers: Collection[Place], fingerprints: Collection[bytes]
) -> Select[UUID, str] | CompoundSelect[UUID, str]:
    by_name = select(Badge.id, Badge.handle_key.label("asked")).where(
        tuple_(Badge.platform, Badge.handle_key).in_(places)
    )
    if not numbers:
        return by_name
    by_number = (
        select(Badge.id, Account.platform_account_id)
        .join(Account, Account.id == Badge.account_id)
        .where(tuple_(Account.platform, Account.platform_account_id).in_(numbers))
    )
    emptied = (
        select(Badge.id, func.encode(Account.number_fingerprint, "hex"))
        .join(Account, Account.id == Badge.account_id)
        .where(Account.number_fingerprint.in_(fingerprints), Account.platform_account_id.is_(None))
    )
    return by_name.union_all(by_number, emptied)
