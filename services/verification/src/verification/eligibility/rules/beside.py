"""What a judgement takes into account beside the account's own weeks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Beside:
    """Facts of the holder and of chance; a file has none."""

    audiences: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Newest audience of the holder's other linked accounts, by platform."""
    drawn: bool = False
    """Whether chance sends the account to a person this week."""


ALONE = Beside()


def is_drawn(run_id: UUID, account_id: UUID, share: float) -> bool:
    """Chance nobody can foresee or repeat: the run's id is random and known only afterwards."""
    digest = hashlib.sha256(run_id.bytes + account_id.bytes).digest()
    return int.from_bytes(digest[:7], "big") < share * 2**56
