"""Many accounts at once: the screen works on arrays, the judgement on each account."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from verification.eligibility.rules.engines import Engine
from verification.eligibility.rules.facts import Facts, canonical
from verification.eligibility.rules.judgement import real_audience, reasons_for
from verification.eligibility.rules.verdicts import Verdict, decision_from
from verification.findings.rules import NOTHING, Memory
from verification.growth.rules.histories import History
from verification.growth.rules.reference import Reference
from verification.growth.rules.screen import screen
from verification.growth.rules.screened import Model, Screened
from verification.policies.rules import Policy


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
    facts = [Facts(h, known.get(h.id, NOTHING), remembers=h.id in known) for h in histories]
    by = Engine(
        reference.model, lambda those, alpha: screen(those, alpha=alpha, reference=reference)
    )
    return judge(facts, policy=policy, engine=by)


def judge(facts: Sequence[Facts], *, policy: Policy, engine: Engine) -> list[Verdict]:
    """One verdict each, by all that is known of each account and nothing else."""
    looked = [replace(f.history, looked_at=frozenset(f.memory.looked_at)) for f in facts]
    screened = engine.screen(looked, policy.growth_alpha)
    return [
        _verdict(each, growth, policy, engine.model)
        for each, growth in zip(facts, screened, strict=True)
    ]


def _verdict(facts: Facts, growth: Screened, policy: Policy, model: Model) -> Verdict:
    history, before = facts.history, facts.memory
    memory = before.noticing(growth, week=history.as_of) if facts.remembers else NOTHING
    reasons = reasons_for(history, growth, memory, policy, facts.beside)
    named = canonical(history, before, facts.beside)
    return Verdict(
        id=history.id,
        decision=decision_from(reasons),
        growth=growth,
        real_audience=real_audience(history, growth, memory),
        reasons=reasons,
        policy=policy.version,
        model=model,
        input_sha256=hashlib.sha256(named).hexdigest(),
    )
