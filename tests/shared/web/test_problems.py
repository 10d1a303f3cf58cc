"""Every refusal is a problem document that says what to do, in the caller's language."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request
from sqlalchemy.exc import DBAPIError

from shared.errors import Conflict, Failure, TooMany, Unavailable
from shared.testing.tokens import TestIssuer
from shared.web.problems import install_problems, render_failure


@pytest.mark.parametrize(
    ("failure", "again"),
    [
        (TooMany(retry_after=17), "17"),
        (TooMany(), "2"),
        (Unavailable(retry_after=5), "5"),
        (Unavailable(), "2"),
        (Conflict(), None),
    ],
)
def test_who_is_told_to_come_back_is_told_when(failure: Failure, again: str | None) -> None:
    answer = render_failure(Request({"type": "http", "headers": []}), failure)

    assert answer.headers.get("retry-after") == again


async def test_an_unknown_address_is_a_problem_in_indonesian(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nowhere")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/not-found"
    assert answer.json()["title"] == "Alamat tidak dikenal"
    assert answer.headers["content-language"] == "id"


async def test_english_is_spoken_on_request_and_the_type_stays(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nowhere", headers={"Accept-Language": "en"})

    assert answer.json()["title"] == "Unknown address"
    assert answer.json()["type"] == "/problems/not-found"


async def test_a_wrong_method_names_all_the_right_ones(client: httpx.AsyncClient) -> None:
    answer = await client.put("/v1/things/3")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, PATCH"


async def test_options_is_answered_without_a_body(client: httpx.AsyncClient) -> None:
    answer = await client.request("OPTIONS", "/v1/things/3")

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, PATCH"


async def test_a_bad_parameter_is_400_and_pointed_at(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/things/abc")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "number"


async def test_a_fault_tells_its_id_and_nothing_else(
    client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = await client.get("/v1/things/7")

    assert answer.status_code == 500
    assert answer.json()["instance"] == f"urn:uuid:{answer.headers['request-id']}"
    assert "198704152010012903" not in answer.text + capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"size":1,"size":2,"name":"x"}', "json_invalid"),
        (b'{"size":NaN,"name":"x"}', "json_invalid"),
        (b'{"size":1e400,"name":"x"}', "json_invalid"),
        (b'{"size":1,"name":"\\u0000"}', "json_invalid"),
        (b'{"size":1,"name":"\\ud800"}', "json_invalid"),
        ('{"size":1,"name":"x"}'.encode("utf-16"), "json_invalid"),
        (b'{"size":1,"name":"\xff"}', "json_invalid"),
        (b"[" * 900, "json_invalid"),
        (b'{"size":' + b"9" * 900 + b',"name":"x"}', "less_than_equal"),
        (b'{"size":true,"name":"x"}', "int_type"),
        (b'{"size":"1","name":"x"}', "int_type"),
        (b'{"size":1,"name":"x","badge":"yes"}', "extra_forbidden"),
        (b'{"size":1,"name":"\\u202eevil"}', "turning_character"),
        (b'{"size":1,"name":"\\u001b[2J"}', "control_character"),
        (b'{"size":-1,"name":"x"}', "greater_than_equal"),
        (b'{"size":1}', "missing"),
        (b"", "missing"),
    ],
)
async def test_hostile_json_is_refused_with_a_reason(
    client: httpx.AsyncClient, issuer: TestIssuer, body: bytes, code: str
) -> None:
    headers = {**issuer.headers("things.write"), "Content-Type": "application/json"}

    answer = await client.post("/v1/things", content=body, headers=headers)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


async def test_an_integral_float_is_an_integer(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    headers = {**issuer.headers("things.write"), "Content-Type": "application/json"}

    answer = await client.post("/v1/things", content=b'{"size":1.0,"name":"x"}', headers=headers)

    assert answer.status_code == 201


async def test_a_long_body_is_413_declared_or_not(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * 600

    declared = await client.post(
        "/v1/things", content=b"x" * 1001, headers=issuer.headers("things.write")
    )
    chunked = await client.post(
        "/v1/things", content=chunks(), headers=issuer.headers("things.write")
    )

    assert declared.status_code == chunked.status_code == 413
    assert declared.json()["type"] == chunked.json()["type"] == "/problems/body-too-large"


async def test_another_media_type_is_415(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    headers = {**issuer.headers("things.write"), "Content-Type": "text/plain"}

    answer = await client.post("/v1/things", content=b"size=1", headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/body-not-json")


async def test_a_change_needs_the_version_it_was_made_on(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    async def patched(etag: str | None) -> int:
        headers = issuer.headers("things.write") | ({"If-Match": etag} if etag else {})
        return (await client.patch("/v1/things/1", headers=headers)).status_code

    assert [await patched(etag) for etag in (None, '"2"', "W/3", '"3"')] == [428, 412, 400, 200]


async def test_every_answer_carries_safe_headers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/things/1")

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def test_the_documentation_needs_no_foreign_address(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    script = await client.get("/docs/assets/swagger-ui-bundle.js")

    assert page.status_code == script.status_code == 200
    assert "://" not in page.text.replace("http://www.w3.org", "")


class Told(Exception):
    """As the driver tells of an error."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "status"),
    [
        ("23505", 409),
        ("23503", 409),
        ("23P01", 409),
        ("40001", 409),
        ("40P01", 409),
        ("55P03", 409),
        ("57P01", 503),
        ("53300", 503),
        ("22003", 500),
        ("23502", 500),
    ],
)
async def test_what_another_request_made_impossible_is_a_conflict_and_no_fault(
    sqlstate: str, status: int
) -> None:
    app = FastAPI()
    install_problems(app)

    @app.post("/")
    async def write() -> None:
        raise DBAPIError("insert", {}, Told(sqlstate))

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        answer = await client.post("/", headers={"Accept-Language": "en"})

    assert answer.status_code == status
    if status == 409:
        assert answer.json()["type"] == "/problems/overtaken"
        assert "present state" in answer.json()["detail"]
