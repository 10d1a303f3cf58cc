"""What the hash of the input names: every fact, and nothing else."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.verification import given
from verification.eligibility.rules.assessment import assess
from verification.eligibility.rules.facts import canonical
from verification.findings.rules import Memory
from verification.growth.rules.histories import (
    DeclaredEvent,
    History,
    PlatformWeek,
    Reading,
    SampledFollower,
)
from verification.growth.rules.reference import shipped_reference
from verification.policies.rules import ANNOUNCED

FOLLOWER = SampledFollower(10, 900, 0, False, 0.5)
EVENT = DeclaredEvent(given.WEEK - timedelta(weeks=1), "training")
HISTORY = History(
    id="é",
    platform="x",
    as_of=given.WEEK,
    readings=(
        Reading(given.WEEK - timedelta(weeks=1), 600, 41, None),
        Reading(given.WEEK, 612, None, 3),
    ),
    declared_events=(EVENT,),
    sample=(FOLLOWER,),
)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "b"},
        {"platform": "instagram"},
        {"as_of": given.WEEK + timedelta(weeks=1)},
        {"readings": HISTORY.readings[:1]},
        {"declared_events": ()},
        {"sample": ()},
        {"platform_weeks": (PlatformWeek(given.WEEK, "purge"),)},
    ],
)
def test_another_fact_gives_another_hash(change: dict[str, Any]) -> None:
    histories = [HISTORY, replace(HISTORY, **change)]
    verdicts = assess(histories, policy=ANNOUNCED, reference=shipped_reference())

    assert verdicts[0].input_sha256 != verdicts[1].input_sha256


def test_the_hash_names_what_was_remembered_before_the_judgement() -> None:
    memory = Memory(looked_at={given.WEEK - timedelta(weeks=4): given.WEEK})
    verdict = assess(
        [HISTORY], policy=ANNOUNCED, reference=shipped_reference(), memories={HISTORY.id: memory}
    )[0]

    assert verdict.input_sha256 == hashlib.sha256(canonical(HISTORY, memory)).hexdigest()
    assert canonical(HISTORY, memory) != canonical(HISTORY)
