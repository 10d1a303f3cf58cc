"""Use cases: hold back whoever is behind a paused badge, and let go."""

from datetime import datetime
from uuid import UUID

from registry.badges.holds import queries
from registry.badges.holds.rules import address_secret
from registry.sealing import Vault
from shared.database import Session


async def place(
    session: Session, badge_id: UUID, *, officer_id: UUID, account_id: UUID, now: datetime
) -> None:
    """From now on no new badge comes to this person, nor to anybody through this account."""
    await queries.place_holds(
        session, badge_id, officer_id=officer_id, account_id=account_id, now=now
    )


async def lift(session: Session, badge_id: UUID) -> list[bytes]:
    """Let go of whom the pause of this badge held back; the fingerprints it held."""
    return await queries.lift_holds(session, badge_id)


def key_once_erased(vault: Vault, platform: str, handle_key: str) -> str:
    """What stands for an address whose holder was erased; who asks for it finds it again."""
    return f"#{vault.fingerprint(address_secret(platform, handle_key)).hex()}"
