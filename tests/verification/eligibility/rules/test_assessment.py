"""What the hash of the input names: every fact, and nothing else."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.verification import given
from verification.eligibility.rules.assessment import assess, canonical
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


def test_the_same_facts_give_these_bytes() -> None:
    assert canonical(HISTORY).decode() == (
        '{"as_of":"2026-W47",'
        '"declared_events":[{"kind":"training","week":"2026-W46"}],'
        '"id":"é","platform":"x",'
        '"sample":[{"followers":10,"following":900,"handle_digit_share":0.5,'
        '"has_picture":false,"posts":0}],'
        '"weeks":[{"audience":600,"engagement":41.0,"posts":null,"week":"2026-W46"},'
        '{"audience":612,"engagement":null,"posts":3,"week":"2026-W47"}]}'
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


def test_the_hash_is_that_of_the_bytes() -> None:
    verdict = assess([HISTORY], policy=ANNOUNCED, reference=shipped_reference())[0]

    assert verdict.input_sha256 == (
        "7f3e3c721fb91dbeb87da3ca98217163143f20dabde6d5f8f67173aad94702b9"
    )


def test_the_hash_names_what_was_remembered_before_the_judgement() -> None:
    memory = Memory(looked_at={given.WEEK - timedelta(weeks=4): given.WEEK})
    verdict = assess(
        [HISTORY], policy=ANNOUNCED, reference=shipped_reference(), memories={HISTORY.id: memory}
    )[0]

    assert verdict.input_sha256 == hashlib.sha256(canonical(HISTORY, memory)).hexdigest()
    assert canonical(HISTORY, memory) != canonical(HISTORY)


def test_what_is_remembered_is_named_only_when_there_is_something() -> None:
    assert "memory" not in json.loads(canonical(HISTORY))


def test_what_was_counted_is_part_of_the_input_when_it_is_known() -> None:
    counted = replace(HISTORY, readings=(replace(HISTORY.readings[0], metric="followers"),))

    [week] = json.loads(canonical(counted))["weeks"]

    assert week == {
        "week": "2026-W46",
        "audience": 600,
        "engagement": 41.0,
        "posts": None,
        "metric": "followers",
    }
