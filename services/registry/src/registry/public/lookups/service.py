"""Use case: answer the public question."""

from collections.abc import Sequence
from datetime import datetime

from registry.accounts.account.rules.addresses import (
    AccountRef,
    Elsewhere,
    Impossible,
    Reading,
    Unreadable,
    read_address,
    read_handle,
)
from registry.accounts.account.rules.lifecycle import number_secret
from registry.badges.badge.rules import PublicBadge
from registry.badges.holds.service import key_once_erased
from registry.public.lookups import queries
from registry.public.lookups.errors import QuestionIncomplete
from registry.public.lookups.rules import Finding, finding, finding_without_asking
from registry.sealing import Vault
from shared.database import Session

Readable = AccountRef | Impossible | Elsewhere


def read_question(url: str | None, platform: str | None, handle: str | None) -> Reading:
    """An account named by its address, or by platform and handle."""
    if url is not None and platform is None and handle is None:
        return read_address(url)
    if url is None and platform is not None and handle is not None:
        return read_handle(platform, handle)
    raise QuestionIncomplete


async def answer_to_people(
    session: Session, vault: Vault, written: str, now: datetime
) -> Finding | None:
    """What is found for an address as somebody pasted it; nothing when it cannot be read."""
    reading = read_address(written)
    if isinstance(reading, Unreadable):
        return None
    [found] = await look_up(session, vault, [reading], now)
    return found


async def look_up(
    session: Session, vault: Vault, readings: Sequence[Readable], now: datetime
) -> list[Finding]:
    """One finding for each reading, in order; one statement for any number.

    Of a holder who was erased only the address's fingerprint is left: the badge still has ended.
    """
    references = [reading for reading in readings if isinstance(reading, AccountRef)]
    keys = {_key(reference) for reference in references}
    erased = {place: (place[0], key_once_erased(vault, *place)) for place in keys}
    numbers = {_key(reference) for reference in references if reference.number}
    wanted = keys | set(erased.values())
    prints = {place: vault.fingerprint(number_secret(*place)) for place in numbers}
    carried = await queries.badges_at(session, wanted, numbers, [*prints.values()]) if keys else {}

    def last_carried(place: tuple[str, str]) -> PublicBadge | None:
        found = carried.get(place) or carried.get(erased[place])
        by_print = (place[0], prints[place].hex()) if place in prints else place
        return found or carried.get(by_print)

    return [
        finding(reading, last_carried(_key(reading)), now)
        if isinstance(reading, AccountRef)
        else finding_without_asking(reading)
        for reading in readings
    ]


def _key(reference: AccountRef) -> tuple[str, str]:
    return reference.platform.value, reference.key
