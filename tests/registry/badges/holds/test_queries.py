"""What a paused badge holds back is written once, and gone when the pause is lifted."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select

from registry.badges.badge.tables import Badge
from registry.badges.holds.rules import HoldKind
from registry.badges.holds.tables import Hold
from registry.people.officers.tables import OfficerNumber
from shared.database import Sessions, system_transaction
from tests.registry import pauses, scenes
from tests.registry.given import LONG_AGO


async def a_number(
    sessions: Sessions, badge: Badge, *, ended: bool = False, proven: bool = True
) -> bytes:
    """A number the holder bears, or bore; its fingerprint."""
    fingerprint = scenes.VAULT.fingerprint(uuid4().bytes)
    number = OfficerNumber(
        id=uuid4(),
        officer_id=badge.officer_id,
        institution=badge.institution,
        kind="nip",
        sealed=b"",
        fingerprint=fingerprint,
        proven=proven,
        valid_from=LONG_AGO.date(),
        valid_to=datetime.now(UTC).date() if ended else None,
    )
    async with system_transaction(sessions) as session:
        session.add(number)
    return fingerprint


async def held(sessions: Sessions, badge: Badge) -> dict[bytes, str]:
    statement = select(Hold.fingerprint, Hold.kind).where(Hold.badge_id == badge.id)
    async with system_transaction(sessions) as session:
        return {bytes(row.fingerprint): row.kind for row in await session.execute(statement)}


async def test_a_pause_holds_every_proven_number_and_the_account(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    borne = await a_number(sessions, badge)
    earlier = await a_number(sessions, badge, ended=True)

    claimed = await a_number(sessions, badge, proven=False)

    await pauses.paused(sessions, badge)

    found = await held(sessions, badge)
    assert claimed not in found
    assert (found.pop(borne), found.pop(earlier)) == (HoldKind.NUMBER, HoldKind.NUMBER)
    assert [*found.values()] == [HoldKind.ACCOUNT]


async def test_a_lifted_pause_leaves_no_hold(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await a_number(sessions, badge)
    await pauses.paused(sessions, badge)

    await pauses.resumed(sessions, badge)

    assert await held(sessions, badge) == {}


async def test_the_pause_of_another_badge_keeps_its_holds(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    _, _, other = await scenes.a_badge(sessions)
    await pauses.paused(sessions, badge)
    await pauses.paused(sessions, other)

    await pauses.resumed(sessions, badge)

    assert len(await held(sessions, other)) == 1
