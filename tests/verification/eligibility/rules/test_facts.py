"""What a judgement goes by, as bytes and as JSON."""

import hashlib
import json
import struct
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.verification import given
from verification.eligibility.rules.beside import Beside
from verification.eligibility.rules.facts import Facts, canonical, retold, told, unpacked
from verification.findings.rules import NOTHING, Memory, Waiting
from verification.growth.rules.histories import (
    DeclaredEvent,
    History,
    PlatformWeek,
    Reading,
    SampledFollower,
)

BEFORE = given.WEEK - timedelta(weeks=1)
HISTORY = History(
    id="é",
    platform="x",
    as_of=given.WEEK,
    readings=(Reading(BEFORE, 600, 41, None), Reading(given.WEEK, 612, None, 3)),
    declared_events=(DeclaredEvent(BEFORE, "training"),),
    sample=(SampledFollower(10, 900, 0, False, 0.5),),
    platform_weeks=(PlatformWeek(given.WEEK, "purge"),),
)
MEMORY = Memory(Waiting(BEFORE, {BEFORE: 40}, 5), {date(2026, 8, 31): date(2026, 9, 2)})


def test_the_same_facts_give_these_bytes() -> None:
    header, _, columns = canonical(HISTORY).partition(b"\n")

    assert header.decode() == (
        '{"as_of":"2026-W47",'
        '"declared_events":[{"kind":"training","week":"2026-W46"}],'
        '"id":"é","platform":"x",'
        '"platform_weeks":[{"kind":"purge","week":"2026-W47"}],'
        '"sample":[{"followers":10,"following":900,"handle_digit_share":0.5,'
        '"has_picture":false,"posts":0}],"weeks":2}'
    )
    assert columns[:32] == struct.pack("<4q", 739929, 739936, 600, 612)
    assert columns[32:].hex() == (
        "0000000000804440000000000000f87fffffffffffffffff0300000000000000"
    )


def test_the_hash_of_these_facts_never_changes() -> None:
    assert hashlib.sha256(canonical(HISTORY)).hexdigest() == (
        "67928dc4fb8eaf933b50380f29f14b24169386cb3dec6ef101a60e3fb7d9003a"
    )


def test_no_engagement_has_one_spelling() -> None:
    zero, minus = (
        replace(HISTORY, readings=(Reading(BEFORE, 600, engagement),)) for engagement in (0.0, -0.0)
    )

    assert canonical(zero) == canonical(minus)


def test_what_was_counted_is_part_of_the_input_when_it_is_known() -> None:
    counted = replace(HISTORY, readings=(replace(HISTORY.readings[0], metric="followers"),))

    assert json.loads(canonical(counted).partition(b"\n")[0])["metrics"] == ["followers"]
    assert told(Facts(counted))["weeks"] == [
        {
            "week": "2026-W46",
            "audience": 600,
            "engagement": 41.0,
            "posts": None,
            "metric": "followers",
        }
    ]


@pytest.mark.parametrize(
    "facts",
    [
        Facts(HISTORY),
        Facts(replace(HISTORY, readings=(), as_of=date.min)),
        Facts(replace(HISTORY, readings=(replace(HISTORY.readings[0], metric="friends"),))),
        Facts(HISTORY, MEMORY, remembers=True),
        Facts(HISTORY, replace(MEMORY, waiting=None)),
        Facts(HISTORY, NOTHING, Beside({"x": (3, 4)}, drawn=True)),
    ],
)
def test_what_was_told_as_json_is_the_same_again(facts: Facts) -> None:
    again = retold(json.loads(json.dumps(told(facts))))

    packed = canonical(facts.history, facts.memory, facts.beside)
    assert again == facts == unpacked(packed, remembers=facts.remembers)
    assert canonical(again.history, again.memory, again.beside) == canonical(
        facts.history, facts.memory, facts.beside
    )


@pytest.mark.parametrize("beside", [Beside({"x": (3,)}), Beside({}, drawn=True)])
def test_what_stands_beside_is_part_of_the_input(beside: Beside) -> None:
    assert canonical(HISTORY, NOTHING, beside) != canonical(HISTORY)
