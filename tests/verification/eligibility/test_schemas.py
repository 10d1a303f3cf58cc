"""Documents written by earlier releases are read like those of today."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tests.verification import given
from verification.eligibility.queries import LatestVerdict
from verification.eligibility.rules.assessment import assess
from verification.eligibility.rules.documents import document_of
from verification.eligibility.schemas import EligibilityOut
from verification.growth.rules.reference import shipped_reference
from verification.policies.rules import ANNOUNCED

RUN, ACCOUNT = uuid4(), uuid4()


def read(document: dict[str, Any]) -> EligibilityOut:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return EligibilityOut.of(LatestVerdict(RUN, ACCOUNT, given.WEEK, now, now, document), now)


def test_a_document_with_a_member_for_each_language_is_read_as_one_text() -> None:
    history = given.history(given.calm_readings())
    verdict = assess([history], policy=ANNOUNCED, reference=shipped_reference())[0]
    today = document_of(verdict)
    earlier = {
        **today,
        "reasons": [
            {
                "code": reason["code"],
                "text_id": reason["text"]["id"],
                "text_en": reason["text"]["en"],
                "numbers": reason["numbers"],
            }
            for reason in today["reasons"]
        ],
    }

    assert read(earlier).reasons == read(today).reasons
