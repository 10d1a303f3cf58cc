"""Pages of any site read public answers, whatever they are, and private ones never."""

import httpx
import pytest
from fastapi import FastAPI

from shared.settings import ServiceSettings
from shared.testing.fixtures import answering
from shared.testing.tokens import TestIssuer
from shared.web.app import Service, build_service
from tests.shared.conftest import router

ORIGIN = {"Origin": "https://berita.example"}
OPEN = "access-control-allow-origin"


def preflight(method: str) -> dict[str, str]:
    return {**ORIGIN, "Access-Control-Request-Method": method}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/things/3", 200),
        ("HEAD", "/v1/things/3", 200),
        ("GET", "/v1/things/abc", 400),
        ("GET", "/v1/things/7", 500),
        ("PUT", "/v1/things/3", 405),
        ("OPTIONS", "/v1/things/3", 204),
        ("GET", "/healthz", 200),
        ("GET", "/openapi.json", 200),
    ],
)
async def test_a_public_answer_is_read_from_anywhere(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path, headers=ORIGIN)

    assert answer.status_code == status
    assert answer.headers.get_list(OPEN) == ["*"]
    assert {"ETag", "Link", "Retry-After"} <= {
        name.strip() for name in answer.headers["access-control-expose-headers"].split(",")
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PATCH", "/v1/things/3"),
        ("POST", "/v1/things"),
        ("GET", "/v1/events"),
        ("GET", "/metrics"),
        ("GET", "/docs"),
        ("GET", "/nowhere"),
    ],
)
async def test_what_is_not_public_is_read_by_no_foreign_page(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    asked = [
        await client.request(method, path, headers=ORIGIN),
        await client.request("OPTIONS", path, headers=preflight(method)),
    ]

    assert [OPEN in answer.headers for answer in asked] == [False, False]


async def test_a_preflight_of_a_public_operation_names_only_public_methods(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.options("/v1/things/3", headers=preflight("GET"))

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers[OPEN] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    assert answer.headers["request-id"]


@pytest.mark.parametrize("origin", ["https://portal.example", "https://berita.example"])
async def test_a_trusted_origin_reaches_private_operations_and_all_others_public_ones(
    app: FastAPI, issuer: TestIssuer, origin: str
) -> None:
    told: ServiceSettings = app.state.settings
    settings = told.model_copy(update={"cors_origins": ("https://portal.example",)})
    service = build_service(settings, Service("verification", "Things", "Things", [router]))

    async with answering(service, "things") as client:
        public = await client.get("/v1/things/3", headers={"Origin": origin})
        asked = await client.options("/v1/things/3", headers=preflight("GET") | {"Origin": origin})
        private = await client.get("/v1/events", headers={"Origin": origin})

    trusted = origin == "https://portal.example"
    assert public.headers.get_list(OPEN) == asked.headers.get_list(OPEN) == ["*"]
    assert private.headers.get_list(OPEN) == ([origin] if trusted else [])
