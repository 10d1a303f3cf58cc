"""Every SQL statement of this feature."""

from dataclasses import fields
from datetime import date

from sqlalchemy import select

from shared.database import Session
from verification.policies.rules import Policy
from verification.policies.tables import PolicyVersion


async def policy_in_force(session: Session, *, on: date) -> Policy:
    """The newest policy not later than ``on``; migrations see to it that there is one."""
    row = await session.scalar(
        select(PolicyVersion)
        .where(PolicyVersion.in_force_from <= on)
        .order_by(PolicyVersion.in_force_from.desc())
        .limit(1)
    )
    assert row is not None
    return _policy(row)


async def policy_of(session: Session, version: str) -> Policy:
    """The policy of that version."""
    row = await session.get_one(PolicyVersion, version)
    return _policy(row)


def _policy(row: PolicyVersion) -> Policy:
    return Policy(**{field.name: getattr(row, field.name) for field in fields(Policy)})
