"""Many accounts at once: the screen works on arrays, the judgement on each account."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from typing import Any

from shared.calendar import IsoWeek
from verification.eligibility.rules.judgement import real_audience, reasons_for
from verification.eligibility.rules.verdicts import Verdict, decision_from
from verification.findings.rules import NOTHING, Memory
from verification.growth.rules.histories import History
from verification.growth.rules.reference import Reference
from verification.growth.rules.screen import screen
from verification.policies.rules import Policy


@lru_cache(maxsize=2048)
def _label(monday: date) -> str:
    """Kept, because many accounts share their weeks."""
    return str(IsoWeek.of(monday))


def canonical(history: History, memory: Memory = NOTHING) -> bytes:
    """The input as JSON with sorted names and no spaces: the same facts give the same bytes."""
    facts: dict[str, Any] = {
        "id": history.id,
        "platform": history.platform,
        "as_of": _label(history.as_of),
        "weeks": [
            {
                "week": _label(reading.week),
                "audience": reading.audience,
                "engagement": None if reading.engagement is None else float(reading.engagement),
                "posts": reading.posts,
                **({"metric": reading.metric} if reading.metric else {}),
            }
            for reading in history.readings
        ],
        "declared_events": [
            {"week": _label(event.week), "kind": event.kind} for event in history.declared_events
        ],
        "sample": [asdict(follower) for follower in history.sample],
    }
    if history.platform_weeks:
        facts["platform_weeks"] = [
            {"week": _label(disturbed.week), "kind": disturbed.kind}
            for disturbed in history.platform_weeks
        ]
    if memory != NOTHING:
        facts["memory"] = _remembered(memory)
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _remembered(memory: Memory) -> dict[str, Any]:
    waiting = memory.waiting
    return {
        "looked_at": {_label(w): day.isoformat() for w, day in memory.looked_at.items()},
        "waiting": waiting
        and {
            "since": _label(waiting.since),
            "gains": {_label(week): gain for week, gain in waiting.gains.items()},
            "lost_again": waiting.lost_again,
        },
    }


def assess(
    histories: Sequence[History],
    *,
    policy: Policy,
    reference: Reference,
    memories: Mapping[str, Memory] | None = None,
) -> list[Verdict]:
    """One verdict each, independent of the order and of the company.

    With ``memories`` by id, what is flagged now waits for a person already; a file has none.
    """
    known = memories or {}
    facts = [
        replace(h, looked_at=frozenset(known[h.id].looked_at)) if h.id in known else h
        for h in histories
    ]
    screened = screen(facts, alpha=policy.growth_alpha, reference=reference)
    verdicts = []
    for history, growth in zip(histories, screened, strict=True):
        before = known.get(history.id, NOTHING)
        remembers = history.id in known
        memory = before.noticing(growth, week=history.as_of) if remembers else NOTHING
        reasons = reasons_for(history, growth, memory, policy)
        verdicts.append(
            Verdict(
                id=history.id,
                decision=decision_from(reasons),
                growth=growth,
                real_audience=real_audience(history, growth, memory),
                reasons=reasons,
                policy=policy.version,
                model=reference.model,
                input_sha256=hashlib.sha256(canonical(history, before)).hexdigest(),
            )
        )
    return verdicts
