"""Which rows are about a person. A column left out here fails the build."""

from uuid import UUID

from sqlalchemy import Table, select

from shared.database import Session
from shared.records import PERSON, PRINCIPAL, Holding
from verification.accounts.tables import Account, Officer
from verification.arrivals.tables import ARRIVALS as _ARRIVALS
from verification.eligibility.tables import Assessment
from verification.findings.tables import Finding
from verification.metadata import Base
from verification.observations.tables import Observation, Series

_ACCOUNTS = select(Account.id).where(Account.officer_id == PERSON)
_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_STAFF = "names somebody of the staff; acts in an office are the institution's record"
_REPLAYED = "what the verdict went by, packed; a holder reads it as JSON at the verdict's record"
_SEALED = "encrypted under a key only your device has"

HOLDINGS = (
    Holding(_TABLES["officers"], Officer.id == PERSON),
    Holding(_TABLES["accounts"], Account.officer_id == PERSON),
    Holding(
        _TABLES["observations"], Observation.account_id.in_(_ACCOUNTS), {"recorded_by": _STAFF}
    ),
    Holding(_ARRIVALS, _ARRIVALS.c.account_id.in_(_ACCOUNTS), {"recorded_by": _STAFF}),
    Holding(_TABLES["series"], Series.account_id.in_(_ACCOUNTS)),
    Holding(_TABLES["assessments"], Assessment.account_id.in_(_ACCOUNTS), {"inputs": _REPLAYED}),
    Holding(_TABLES["findings"], Finding.account_id.in_(_ACCOUNTS), {"closed_by": _STAFF}),
    Holding(_TABLES["events"], _TABLES["events"].c.person == PERSON, {"actor": _STAFF}),
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
