"""The record of a verdict: all it went by, and what it said."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from verification.eligibility.rules.facts import Facts, told
from verification.policies.rules import AccountsNeeded, Comparator, Policy

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A verdict as it was written down."""

    assessment_id: str
    week: str
    decided_at: datetime
    code_version: str
    judgement: int
    document: Mapping[str, Any]


def bytes_of(document: Mapping[str, Any]) -> bytes:
    """A document's one spelling: JSON with sorted names and no spaces."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def record_of(kept: Kept, facts: Facts, policy: Policy) -> dict[str, Any]:
    """The record, as it is given out and read by ``replay``."""
    criteria = {**asdict(policy), "in_force_from": policy.in_force_from.isoformat()}
    return {
        "format": FORMAT,
        "assessment_id": kept.assessment_id,
        "week": kept.week,
        "decided_at": kept.decided_at.isoformat().replace("+00:00", "Z"),
        "code_version": kept.code_version,
        "judgement": kept.judgement,
        "model": dict(kept.document["model"]),
        "policy": criteria,
        "inputs": told(facts),
        "input_sha256": kept.document["input_sha256"],
        "document": dict(kept.document),
        "document_sha256": hashlib.sha256(bytes_of(kept.document)).hexdigest(),
    }


def policy_from(criteria: Mapping[str, Any]) -> Policy:
    """The policy that a record tells."""
    return Policy(
        **{
            **criteria,
            "in_force_from": date.fromisoformat(criteria["in_force_from"]),
            "comparator": Comparator(criteria["comparator"]),
            "accounts_needed": AccountsNeeded(criteria["accounts_needed"]),
        }
    )
