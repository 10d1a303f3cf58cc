"""A record holds all a verdict went by, in words that can be read back."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.verification import given
from verification.eligibility.rules.facts import Facts, told
from verification.policies.rules import ANNOUNCED, AccountsNeeded, Comparator, Policy
from verification.replays.rules.records import Kept, bytes_of, policy_from, record_of

DOCUMENT = {"model": {"sha256": "ab"}, "input_sha256": "cd", "decision": "é"}
KEPT = Kept("run.account", "2026-W47", datetime(2026, 11, 23, tzinfo=UTC), "0.1.0", 1, DOCUMENT)
FACTS = Facts(given.history(given.calm_readings()), remembers=True)


def test_a_document_has_one_spelling() -> None:
    assert bytes_of({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_a_record_holds_what_the_verdict_went_by_and_what_it_said() -> None:
    record = record_of(KEPT, FACTS, ANNOUNCED)

    assert record.pop("inputs") == told(FACTS)
    assert record.pop("policy")["in_force_from"] == "2019-11-25"
    assert record == {
        "format": 1,
        "assessment_id": "run.account",
        "week": "2026-W47",
        "decided_at": "2026-11-23T00:00:00Z",
        "code_version": "0.1.0",
        "judgement": 1,
        "model": {"sha256": "ab"},
        "input_sha256": "cd",
        "document": DOCUMENT,
        "document_sha256": hashlib.sha256(bytes_of(DOCUMENT)).hexdigest(),
    }


@pytest.mark.parametrize(
    "policy",
    [
        ANNOUNCED,
        replace(
            ANNOUNCED,
            comparator=Comparator.MORE_THAN,
            accounts_needed=AccountsNeeded.ALL,
            minimums={"x": 900},
            recheck_share=0.05,
        ),
    ],
)
def test_the_criteria_of_a_record_are_read_back(policy: Policy) -> None:
    assert policy_from(record_of(KEPT, FACTS, policy)["policy"]) == policy
