"""The life of a run: queued, running, completed."""

from enum import StrEnum


class RunState(StrEnum):
    """Values are part of the public API."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"


NEXT = {RunState.QUEUED: RunState.RUNNING, RunState.RUNNING: RunState.COMPLETED}
"""There is one way through, and none back."""


def may_become(state: RunState, wanted: RunState) -> bool:
    """Whether a run in ``state`` may go on to ``wanted``."""
    return NEXT.get(state) is wanted
