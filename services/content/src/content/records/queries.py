"""Which rows are about a person. A column left out here fails the build."""

from uuid import UUID

from sqlalchemy import Table, select

from content.metadata import Base
from content.recipients.tables import Account, Badge, Officer
from shared.database import Session
from shared.records import PERSON, PRINCIPAL, Holding

_ACCOUNTS = select(Account.id).where(Account.officer_id == PERSON)
_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_SEALED = "encrypted under a key only your device has"

HOLDINGS = (
    Holding(_TABLES["officers"], Officer.id == PERSON),
    Holding(_TABLES["accounts"], Account.officer_id == PERSON),
    Holding(_TABLES["badges"], Badge.account_id.in_(_ACCOUNTS)),
    Holding(_TABLES["events"], _TABLES["events"].c.person == PERSON),
    Holding(_TABLES["accesses"], _TABLES["accesses"].c.person == PERSON),
    Holding(
        _TABLES["idempotency_keys"],
        _TABLES["idempotency_keys"].c.principal == PRINCIPAL,
        {"key": _SEALED, "fingerprint": _SEALED, "body": _SEALED},
    ),
)


async def principal_of(session: Session, officer_id: UUID) -> str | None:
    """Whose token stands for the officer, while that is known."""
    return await session.scalar(select(Officer.principal).where(Officer.id == officer_id))
