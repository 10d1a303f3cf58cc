"""The use case of whoever lets words out: they must have passed screening."""

from collections.abc import Iterable

from content.wordings.errors import ScreeningFailed, fault
from content.wordings.rules.findings import Spot


def check_screened(spots: Iterable[Spot]) -> None:
    """Refuse words that must not go out, pointing at each place."""
    faults = [spot for spot in spots if spot.blocks]
    if faults:
        shown = [fault(s.pointer, s.finding, rule=s.rule, words=s.words) for s in faults]
        raise ScreeningFailed(errors=shown)
