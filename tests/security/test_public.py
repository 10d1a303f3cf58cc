"""Public operations of the three services, one by one: HEAD, foreign pages, and no others."""

from uuid import UUID

import httpx
import pytest

from shared.web.auth import is_public
from tests.operations import OPERATIONS

ORIGIN = {"Origin": "https://berita.example"}
EMBEDDED = ("/oauth/", "/.well-known/oauth", "/.well-known/openid")
"""Of the embedded issuer, which these services do without; its own tests ask the same of it."""

OPEN = "access-control-allow-origin"
CASES = [
    (service, method, path, is_public(route.dependant) and route.include_in_schema)
    for service, path, route in OPERATIONS
    for method in sorted(route.methods or ())
    if not path.startswith(EMBEDDED)
]
IDS = [" ".join(case[:3]) for case in CASES]
READ = [(service, path) for service, method, path, public in CASES if public and method == "GET"]


def concrete(path: str) -> str:
    """The address with ids of nobody in it."""
    parts = path.replace("{channel}", "bagimu-negeri").split("/")
    return "/".join(str(UUID(int=7)) if "{" in part else part for part in parts)


@pytest.mark.parametrize(("service", "method", "path", "public"), CASES, ids=IDS)
async def test_foreign_pages_read_public_operations_and_no_others(
    clients: dict[str, httpx.AsyncClient], service: str, method: str, path: str, public: bool
) -> None:
    client, address = clients[service], concrete(path)
    body = {"no": "such field"} if method in ("POST", "PUT", "PATCH") else None
    asked = {**ORIGIN, "Access-Control-Request-Method": method}

    answers = [
        await client.request(method, address, headers=ORIGIN, json=body),
        await client.options(address, headers=asked),
    ]

    expected = ["*"] if public else []
    assert [answer.headers.get_list(OPEN) for answer in answers] == [expected, expected]


@pytest.mark.parametrize(("service", "method", "path", "public"), CASES, ids=IDS)
async def test_a_mistyped_parameter_is_refused_by_all_but_pages_and_health_checks(
    clients: dict[str, httpx.AsyncClient], service: str, method: str, path: str, public: bool
) -> None:
    answer = await clients[service].request(method, concrete(path) + "?dryrun=true")

    faults = answer.json().get("errors", []) if "json" in answer.headers["content-type"] else []
    refused = [fault["code"] for fault in faults] == ["unknown_parameter"]
    anything = path == "/" or path.startswith(
        ("/p", "/b/", "/models", "/healthz", "/readyz", "/metrics", "/problems")
    )
    assert refused == (public and not anything)
    assert public or answer.status_code in (200, 401)


@pytest.mark.parametrize(("service", "path"), READ, ids=[" ".join(case) for case in READ])
async def test_whatever_everybody_may_read_answers_head(
    clients: dict[str, httpx.AsyncClient], service: str, path: str
) -> None:
    client, address = clients[service], concrete(path)

    got, head = await client.get(address), await client.head(address)

    assert (head.status_code, head.content) == (got.status_code, b"")
    assert set(head.headers) == set(got.headers)
    for name in ("content-type", "content-length", "etag", "cache-control", OPEN):
        assert head.headers.get(name) == got.headers.get(name)
