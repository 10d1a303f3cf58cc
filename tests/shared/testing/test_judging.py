"""The foreign judge of answers hears what a contract does not tell."""

from typing import Any

import httpx
import pytest

from shared.testing.judging import Contract

TOLD: dict[str, Any] = {
    "paths": {
        "/v1/things/{number}": {
            "get": {
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        }
                    },
                    "204": {"description": "Gone."},
                    "default": {"content": {"application/problem+json": {"schema": {}}}},
                }
            }
        }
    },
    "components": {
        "schemas": {"Thing": {"type": "object", "required": ["id"], "additionalProperties": False}}
    },
}


def answer(status: int, body: Any = None, kind: str = "application/json") -> httpx.Response:
    """What a service might say."""
    if body is None:
        return httpx.Response(status)
    return httpx.Response(status, json=body, headers={"Content-Type": kind})


@pytest.mark.parametrize(
    ("heard", "fault"),
    [
        (answer(201, {}), "tells of"),
        (answer(200, {"id": 1}), "additional|Additional"),
        (answer(200, {}), "required"),
        (answer(200, {}, "text/csv"), "tells of"),
        (answer(200), "no body"),
        (answer(404, {}, "application/json"), "tells of"),
    ],
)
def test_an_answer_that_is_not_told_is_a_fault(heard: httpx.Response, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        Contract(TOLD).judge("GET", "/v1/things/3", heard)


@pytest.mark.parametrize(
    ("method", "path", "heard"),
    [
        ("GET", "/v1/things/3", answer(204)),
        ("GET", "/v1/things/3", answer(404, {}, "application/problem+json")),
        ("HEAD", "/v1/things/3", answer(200)),
        ("GET", "/v1/elsewhere", answer(200, {})),
        ("PUT", "/v1/things/3", answer(405, {})),
    ],
)
def test_what_is_told_or_lies_outside_is_left_alone(
    method: str, path: str, heard: httpx.Response
) -> None:
    Contract(TOLD).judge(method, path, heard)


def test_each_kind_of_answer_is_judged_once() -> None:
    contract = Contract(TOLD)
    with pytest.raises(AssertionError):
        contract.judge("GET", "/v1/things/3", answer(200, {}))

    contract.judge("GET", "/v1/things/4", answer(200, {}))
