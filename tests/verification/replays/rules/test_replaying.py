"""The same verdict again, by whichever screen made it."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.verification import given
from verification.eligibility.rules.assessment import judge
from verification.eligibility.rules.documents import document_of
from verification.eligibility.rules.engines import Engine, engines
from verification.eligibility.rules.facts import JUDGEMENT, Facts
from verification.policies.rules import ANNOUNCED
from verification.replays.rules.records import Kept, record_of
from verification.replays.rules.replaying import NotReplayable, replay


def record_by(engine: Engine) -> dict[str, Any]:
    facts = Facts(given.history(given.bought_readings()), remembers=True)
    document = document_of(judge([facts], policy=ANNOUNCED, engine=engine)[0])
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return record_of(Kept("r.a", "2026-W47", now, "0.1.0", JUDGEMENT, document), facts, ANNOUNCED)


@pytest.mark.parametrize("engine", engines(), ids=lambda engine: engine.model.version)
def test_each_screen_makes_its_own_verdict_again(engine: Engine) -> None:
    record = record_by(engine)
    replayed = replay(record)

    assert (replayed.same, replayed.differs) == (True, ())
    assert replayed.document == record["document"]
    assert len(record["document_sha256"]) == len(hashlib.sha256().hexdigest())


def test_other_criteria_make_another_verdict_and_say_where() -> None:
    record = record_by(engines()[0])
    record["policy"]["minimum_audience"] = 5000

    replayed = replay(record)

    assert not replayed.same
    assert replayed.differs == ("decision", "reasons")


def test_changed_inputs_are_told_from_those_that_were_judged() -> None:
    record = record_by(engines()[0])
    record["inputs"]["weeks"][0]["audience"] += 1

    with pytest.raises(NotReplayable) as told:
        replay(record)
    assert "diubah" in told.value.sentence.id
