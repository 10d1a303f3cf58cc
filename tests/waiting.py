"""Waiting in tests: always for something named, and as long as a busy machine may need."""

import asyncio
import time
from collections.abc import Callable
from inspect import isawaitable

PATIENCE_SECONDS = 60
"""No test measures speed by it: it is reached only when the thing never comes."""
LOOK_EVERY_SECONDS = 0.02


async def until(true: Callable[[], object], what: str) -> None:
    """Look until the answer, awaited when need be, is true; fail with ``what`` when it never is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = true()
        if await answer if isawaitable(answer) else answer:
            return
        assert time.monotonic() < deadline, f"not within {PATIENCE_SECONDS} s: {what}"
        await asyncio.sleep(LOOK_EVERY_SECONDS)
