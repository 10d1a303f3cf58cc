"""Use cases of whoever shows words or lets them out: they are screened."""

import asyncio
from collections.abc import Iterable

from content.wordings.errors import ScreeningFailed, fault
from content.wordings.rules.findings import Spot
from content.wordings.rules.screening import screen
from content.wordings.rules.wording import Wording


async def screened(words: Wording) -> tuple[Spot, ...]:
    """What stands against the words; a long text takes a while, and others need not wait."""
    return await asyncio.to_thread(screen, words)


def check_screened(spots: Iterable[Spot]) -> None:
    """Refuse words that must not go out, pointing at each place."""
    faults = [spot for spot in spots if spot.blocks]
    if faults:
        shown = [fault(s.pointer, s.finding, rule=s.rule, words=s.words) for s in faults]
        raise ScreeningFailed(errors=shown)
