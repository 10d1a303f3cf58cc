"""What Instagram and Facebook share: Meta's Graph API and its error object."""

import re
from collections.abc import Mapping
from typing import Any

from registry.accounts.connectors.profiles import (
    Answer,
    AuthExpired,
    Changed,
    NotNow,
    ProfileTrouble,
    RateLimited,
    Unavailable,
)

VERSION = "v23.0"
HANDLE = re.compile(r"[a-z0-9._]{1,50}")
_RATE_LIMITS = frozenset({4, 17, 32, 613, 80002, 80006})
_TOKEN_TROUBLE = frozenset({10, 102, 190, 200})
_PASSING = frozenset({1, 2})

Absent = Mapping[tuple[int, str | None], type[ProfileTrouble]]
"""Which ``(code, error_subcode)`` mean that there is no profile to read."""


def fields_or_trouble(answer: Answer, absent: Absent) -> dict[str, Any]:
    """The fields of the node that was asked for."""
    if answer.status == 429:
        raise RateLimited(answer.pause())
    body = answer.body()
    error = body.get("error")
    if error is None and answer.status < 300:
        return body
    if not isinstance(error, dict):
        raise Changed
    code, subcode = error.get("code"), error.get("error_subcode")
    if not isinstance(code, int):
        raise Changed
    trouble = absent.get((code, str(subcode))) or absent.get((code, None))
    raise trouble() if trouble else _temporary(code, answer)


def has_more(edge: Mapping[str, Any], *way: str) -> bool:
    """Whether a list goes on: where its ``paging`` says how to go on, which differs."""
    step: Any = edge.get("paging")
    for name in way:
        step = step.get(name) if isinstance(step, dict) else None
    return step is not None


def _temporary(code: int, answer: Answer) -> NotNow:
    if code in _RATE_LIMITS:
        return RateLimited(answer.pause(usual=300))
    if code in _TOKEN_TROUBLE:
        return AuthExpired(retry_after=300)
    return Unavailable() if code in _PASSING else Changed()
