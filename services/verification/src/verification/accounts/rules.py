"""Facts about accounts that other features go by."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AccountLinkedAnew:
    """An account of a platform came back under another id."""

    account_id: UUID
    earlier: tuple[UUID, ...]
    """Ids under which the same account was linked before."""

    @property
    def all_ids(self) -> frozenset[UUID]:
        """Every id it has had, the present one too."""
        return frozenset((self.account_id, *self.earlier))

    @property
    def left_ids(self) -> frozenset[UUID]:
        """The ids it goes by no longer."""
        return self.all_ids - {self.account_id}


@dataclass(frozen=True, slots=True)
class AccountsErased:
    """Nothing observed of these accounts may be left: their holder was erased, or has withdrawn
    the consent to it.
    """

    account_ids: frozenset[UUID]
