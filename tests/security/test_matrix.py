"""Who may do what: every role of deploy/roles.toml against every operation of the three services.

The table is the agreement. An operation that is not in it fails, so it grows with every feature.
"""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.testing.tokens import TestIssuer
from tests.operations import OPERATIONS, ROLES

FEED = {"partner_system", "auditor", "service"}
AGREED: dict[str, set[str]] = {
    "registry /v1/me": {"asn"},
    "registry /v1/erasures": {"admin", "auditor"},
    "registry /v1/corrections": {"hr_system", "humas_head"},
    **{f"{s} /v1/accesses": {"auditor"} for s in ("registry", "verification", "content")},
    **{f"{s} /v1/officers/{{officer_id}}/record": {"service"} for s in ("verification", "content")},
    "registry /v1/institutions/imports": {"admin"},
    "registry /v1/clients": {"admin"},
    "registry /v1/client-grants": {"admin"},
    "registry /v1/blocked-principals": {"admin"},
    "registry /v1/cohorts": {"humas_head"},
    "registry /v1/training-sessions": {"humas_head", "hr_system", "trainer"},
    "registry GET /v1/officers": {"hr_system", "humas_head"},
    "registry POST /v1/officers": {"hr_system"},
    "registry POST /v1/badges/{badge_id}/": {"reviewer"},
    "registry POST /v1/badges/{badge_id}/reports": {"humas_head", "reviewer"},
    "registry GET /v1/badges/{badge_id}/reports": {"reviewer"},
    "registry POST /v1/badges/{badge_id}/hiding": {"humas_head", "reviewer"},
    "registry /v1/suspensions": {"reviewer"},
    "registry /v1/renamings": {"reviewer"},
    "registry /v1/sightings": {"admin"},
    "registry /v1/events": FEED,
    "verification /v1/observations": {"collector"},
    "verification /v1/runs": {"admin"},
    "verification /v1/accounts": {"reviewer"},
    "verification /v1/assessments": {"reviewer"},
    "verification /v1/findings": {"reviewer"},
    "verification /v1/policy-drafts": {"admin", "reviewer"},
    "verification /v1/me": {"asn"},
    "verification /v1/events": FEED,
    "content GET /v1/messages/{message_id}/audience-preview": {"humas_head"},
    "content POST /v1/messages/{message_id}/clearances": {"humas_head", "reviewer"},
    "content POST /v1/messages/{message_id}/returns": {"humas_head", "reviewer"},
    "content GET /v1/messages": {"humas_head", "reviewer"},
    "content /v1/messages": {"humas_head"},
    "content /v1/clearance-queue": {"humas_head", "reviewer"},
    "content /v1/me": {"asn"},
    "content /v1/events": FEED,
}
EVERYBODY = [
    "registry GET /v1/badges/lookup",
    "registry POST /v1/badges/lookup",
    "registry GET /v1/badges/{badge_id}",
    "registry GET /v1/erasure-receipts/",
    "registry GET /b/",
    "registry GET /",
    "registry GET /v1/institutions",
    "registry GET /v1/pledge",
    "registry GET /v1/consents",
    "registry POST /oauth/token",
    "registry GET /oauth/jwks.json",
    "registry GET /.well-known/",
    "verification GET /v1/policies",
    "verification GET /v1/models",
    "verification GET /models",
    "verification GET /v1/reports/bunching",
    "content GET /v1/feeds/",
    "content GET /v1/public/",
    "content GET /p",
    *(
        f"{s} GET /{p}"
        for s in ("registry", "verification", "content")
        for p in ("health", "ready")
    ),
    *(f"{s} GET /problems/" for s in ("registry", "verification", "content")),
    *(f"{s} GET /metrics" for s in ("registry", "verification", "content")),
]


def agreed(service: str, method: str, path: str) -> set[str] | None:
    """Who may call it by the longest matching row; ``None`` for everybody."""
    names = (f"{service} {method} {path}", f"{service} {path}")
    rows = [row for row in AGREED if any(name.startswith(row) for name in names)]
    open_rows = [row for row in EVERYBODY if names[0].startswith(row)]
    if open_rows and not any(len(row) >= len(max(open_rows, key=len)) for row in rows):
        return None
    assert rows, f"{names[0]} is not in the table"
    return AGREED[max(rows, key=len)]


CASES = [
    (service, method, path)
    for service, path, route in OPERATIONS
    for method in sorted((route.methods or set()) - {"HEAD"})
]


async def asked(
    client: httpx.AsyncClient, method: str, path: str, headers: dict[str, str]
) -> httpx.Response:
    """The operation with made-up ids and an empty body."""
    concrete = "/".join(
        str(uuid4()) if part.startswith("{") and part.endswith("}") else part
        for part in path.replace("{channel}", "bagimu-negeri").split("/")
    )
    body: dict[str, Any] = {"json": {}} if method in ("POST", "PATCH", "PUT") else {}
    return await client.request(method, concrete, headers=headers, **body)


def outcome(answer: httpx.Response) -> str:
    """How the door answered: open, or closed and why."""
    assert answer.status_code < 500, answer.text
    problem = "problem+json" in answer.headers["content-type"]
    kind = answer.json()["type"] if problem else ""
    closed = {
        (401, "/problems/token-absent"): "token asked for",
        (403, "/problems/scope-insufficient"): "scope missing",
    }
    return closed.get((answer.status_code, kind), "open")


@pytest.mark.parametrize(("service", "method", "path"), CASES, ids=[" ".join(c) for c in CASES])
async def test_an_operation_lets_in_exactly_those_agreed(
    clients: dict[str, httpx.AsyncClient],
    issuer: TestIssuer,
    service: str,
    method: str,
    path: str,
) -> None:
    allowed = agreed(service, method, path)
    expected = {p: "open" if allowed is None or p in allowed else "scope missing" for p in ROLES}
    expected["nobody"] = "open" if allowed is None else "token asked for"

    found = {"nobody": outcome(await asked(clients[service], method, path, {}))}
    for name, role in ROLES.items():
        headers = issuer.headers(role.scope, ["klpd:K65"], subject=f"{name}-{uuid4()}")
        found[name] = outcome(await asked(clients[service], method, path, headers))

    assert found == expected
