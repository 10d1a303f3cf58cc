"""Many accounts at once: the screen works on arrays, the judgement on each account."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from verification.eligibility.rules.judgement import real_audience, reasons_for
from verification.eligibility.rules.verdicts import Verdict, decision_from
from verification.growth.rules.histories import History, label_of
from verification.growth.rules.reference import Reference
from verification.growth.rules.screen import screen
from verification.policies.rules import Policy


def canonical(history: History) -> bytes:
    """The input as JSON with sorted names and no spaces: the same facts give the same bytes."""
    facts = {
        "id": history.id,
        "platform": history.platform,
        "as_of": label_of(history.as_of),
        "weeks": [
            {
                "week": label_of(reading.week),
                "audience": reading.audience,
                "engagement": None if reading.engagement is None else float(reading.engagement),
                "posts": reading.posts,
            }
            for reading in history.readings
        ],
        "declared_events": [
            {"week": label_of(event.week), "kind": event.kind} for event in history.declared_events
        ],
        "sample": [asdict(follower) for follower in history.sample],
    }
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def assess(histories: Sequence[History], *, policy: Policy, reference: Reference) -> list[Verdict]:
    """One verdict each, independent of the order and of the company."""
    findings = screen(histories, alpha=policy.growth_alpha, reference=reference)
    verdicts = []
    for history, growth in zip(histories, findings, strict=True):
        reasons = reasons_for(history, growth, policy)
        verdicts.append(
            Verdict(
                id=history.id,
                decision=decision_from(reasons),
                growth=growth,
                real_audience=real_audience(history, growth),
                reasons=reasons,
                policy=policy.version,
                model=reference.model,
                input_sha256=hashlib.sha256(canonical(history)).hexdigest(),
            )
        )
    return verdicts
