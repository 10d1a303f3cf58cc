"""Facts about accounts that other features go by."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AccountLinkedAnew:
    """An account of a platform came back under another id."""

    account_id: UUID
    earlier_ids: tuple[UUID, ...]
    """Ids under which the same account was linked before."""
