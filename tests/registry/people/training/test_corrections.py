"""A result that was wrong is set right, with its reason."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.given import Enrolled
from tests.registry.people.training.acts import (
    announced,
    corrected,
    my_training,
    participants,
    place_of,
    recorded,
)


@pytest.fixture
async def ani(sessions: Sessions) -> Enrolled:
    return await given.an_officer(sessions)


@pytest.fixture
async def held(client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled) -> dict[str, Any]:
    """A session of Ani's institution."""
    answer: dict[str, Any] = (await announced(client, issuer, ani.institution)).json()
    return answer


async def test_a_result_is_set_right_with_its_reason_and_the_record_shows_it(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled, held: dict[str, Any]
) -> None:
    place = await place_of(client, issuer, ani, held)
    await recorded(client, issuer, ani.institution, held["id"], {place: False})

    where = (client, issuer, ani.institution, held["id"])
    answer = await corrected(*where, participant_id=place, passed=True, reason="objection_upheld")
    again = await corrected(*where, participant_id=place, passed=True)

    assert (answer.status_code, answer.json()["passed"]) == (201, True)
    assert again.json()["type"] == "/problems/result-not-to-correct"
    shown = await participants(client, issuer, ani.institution, held["id"])
    assert [each["reason"] for each in shown[0]["corrections"]] == ["objection_upheld"]
    assert (await my_training(client, issuer, ani))[0]["passed"] is True


async def test_nothing_is_corrected_that_was_not_recorded(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled, held: dict[str, Any]
) -> None:
    place = await place_of(client, issuer, ani, held)
    where = (client, issuer, ani.institution, held["id"])

    unrecorded = await corrected(*where, participant_id=place, passed=True)
    nobody = await corrected(*where, participant_id=str(uuid4()), passed=True)

    assert unrecorded.json()["type"] == "/problems/result-not-to-correct"
    assert nobody.json()["type"] == "/problems/participant-unknown"


async def test_nobody_corrects_a_result_of_another_institution(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    sessions: Sessions,
    ani: Enrolled,
    held: dict[str, Any],
) -> None:
    place = await place_of(client, issuer, ani, held)
    await recorded(client, issuer, ani.institution, held["id"], {place: False})

    stranger = await given.an_institution(sessions)
    answer = await corrected(
        client, issuer, stranger, held["id"], participant_id=place, passed=True
    )

    assert answer.json()["type"] == "/problems/training-session-unknown"
