"""Sentences that set the scene for accounts and badges."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from registry.accounts.account.rules.addresses import AccountRef, read_handle
from registry.accounts.account.rules.lifecycle import number_secret
from registry.accounts.account.tables import Account
from registry.badges.badge import service
from registry.badges.badge.tables import Badge
from registry.badges.decisions.tables import AccountEligibility
from registry.sealing import Vault, key_from_text
from shared.database import Sessions, system_transaction
from shared.events.tables import events
from tests.registry import given
from tests.registry.given import LONG_AGO, Enrolled
from tests.services import REGISTRY

_KEYS = {name: key_from_text(key.get_secret_value()) for name, key in REGISTRY.keys.items()}
VAULT = Vault((_KEYS["field_key"],), _KEYS["index_key"])
"""The keys of the service under test."""


def handle() -> str:
    """A handle nobody else has."""
    return f"u{uuid4().hex[:12]}"


async def a_linked_account(
    sessions: Sessions, officer: Enrolled, platform: str = "x", name: str | None = None
) -> tuple[UUID, AccountRef]:
    """An account the officer has proven to control."""
    reference = read_handle(platform, name or handle())
    assert isinstance(reference, AccountRef)
    number = str(uuid4().int)[:17]
    account = Account(
        id=uuid4(),
        officer_id=officer.id,
        institution=officer.institution,
        platform=reference.platform,
        handle=reference.handle,
        handle_key=reference.key,
        url=reference.url,
        platform_account_id=number,
        number_fingerprint=VAULT.fingerprint(number_secret(reference.platform, number)),
        state="linked",
        consented_at=LONG_AGO,
        linked_at=LONG_AGO,
    )
    async with system_transaction(sessions) as session:
        session.add(account)
    return account.id, reference


async def unlinked_accounts(
    sessions: Sessions, officer: Enrolled, platform: str, number: str, *, count: int
) -> list[str]:
    """Registrations of one account, each let go before the next; their ids, oldest first."""
    reference = read_handle(platform, handle())
    assert isinstance(reference, AccountRef)
    accounts = [
        Account(
            id=uuid4(),
            officer_id=officer.id,
            institution=officer.institution,
            platform=reference.platform,
            handle=reference.handle,
            handle_key=reference.key,
            url=reference.url,
            platform_account_id=number,
            number_fingerprint=VAULT.fingerprint(number_secret(reference.platform, number)),
            state="unlinked",
            consented_at=LONG_AGO,
            linked_at=LONG_AGO + timedelta(minutes=turn),
        )
        for turn in range(count)
    ]
    async with system_transaction(sessions) as session:
        session.add_all(accounts)
    return [str(account.id) for account in accounts]


async def found(sessions: Sessions, account_id: UUID, decision: str = "eligible") -> None:
    """Verification has decided on the account, and nobody has reconsidered it yet."""
    now = datetime.now(UTC)
    told = AccountEligibility(
        account_id=account_id,
        decision=decision,
        policy="2026-1",
        week="2026-W05",
        decided_at=now - timedelta(days=1),
        valid_until=now + timedelta(days=60),
    )
    async with system_transaction(sessions) as session:
        session.add(told)


async def reconsidered(sessions: Sessions, *officer_ids: UUID) -> None:
    """The rule has looked at these officers."""
    async with system_transaction(sessions) as session:
        await service.reconsider(session, officer_ids, datetime.now(UTC))


async def badge_on(sessions: Sessions, account_id: UUID) -> Badge | None:
    """The newest badge of the account."""
    statement = select(Badge).where(Badge.account_id == account_id)
    statement = statement.order_by(Badge.valid_from.desc()).limit(1)
    async with system_transaction(sessions) as session:
        return await session.scalar(statement)


async def a_badge(
    sessions: Sessions,
    platform: str = "x",
    name: str | None = None,
    *,
    institution: str | None = None,
) -> tuple[Enrolled, AccountRef, Badge]:
    """An officer whose account carries a badge, granted by the rule."""
    officer = await given.an_officer(sessions, institution=institution, trained=True)
    account_id, reference = await a_linked_account(sessions, officer, platform, name)
    await found(sessions, account_id)
    await reconsidered(sessions, officer.id)
    badge = await badge_on(sessions, account_id)
    assert badge is not None
    return officer, reference, badge


async def log_about(sessions: Sessions, *subjects: UUID) -> list[str]:
    """Types of the events about any of the subjects, in the order they were written."""
    statement = select(events.c.type).where(events.c.subject.in_([str(each) for each in subjects]))
    async with system_transaction(sessions) as session:
        return list(await session.scalars(statement.order_by(events.c.written)))
