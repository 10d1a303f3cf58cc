"""Every example of the contracts, sent as pasted to real services with a fitting token."""

import httpx
import pytest
from fastapi import FastAPI

from registry.people.institutions.rules import Kind
from registry.people.institutions.tables import Institution, InstitutionCode, InstitutionName
from shared.database import system_transaction
from shared.testing.tokens import TestIssuer
from shared.web.contract import operations
from tests.content.given import told
from tests.contracts.test_openapi import contract
from tests.conventions.checkout import SERVICES
from tests.operations import ASKED
from tests.registry.given import LONG_AGO
from tests.security.pasting import Pasted, requests

PASTED = [
    (service, method.upper(), path, number, pasted)
    for service in SERVICES
    for path, method, operation in operations(contract(service))
    for number, pasted in enumerate(requests(contract(service), path, operation))
]
K65 = "klpd:K65"
"""The institution of the examples; the scene knows it, with the second one they name."""

NO_NUMBER = "/problems/number-refused"
"""No example may hold the number of a person, so what asks for one refuses what a form proposes."""

MISREAD = {400, 401, 405, 406, 413, 414, 415, 422}
"""The caller did something wrong; where something is only absent it is 404, 409 or 412."""


@pytest.fixture(scope="module", autouse=True)
async def known(apps: dict[str, FastAPI], clients: dict[str, httpx.AsyncClient]) -> None:
    """The institution that the examples name."""
    async with system_transaction(apps["registry"].state.sessions) as session:
        session.add(Institution(code=K65, name="Uji", kind=Kind.KEMENTERIAN, changed_at=LONG_AGO))
        await session.flush()
        since = {"institution": K65, "valid_from": LONG_AGO}
        session.add(InstitutionName(name="Uji", **since))
        session.add(InstitutionCode(system="klpd", code="K65", **since))
    sessions = apps["content"].state.sessions
    await told(
        sessions, "institution.changed.v1", code=K65, name="Uji", kind="kementerian", parent=None
    )


@pytest.mark.parametrize(
    ("service", "method", "path", "number", "pasted"),
    PASTED,
    ids=[f"{s} {m} {p} {n}" for s, m, p, n, _ in PASTED],
)
async def test_what_is_pasted_is_taken(
    clients: dict[str, httpx.AsyncClient],
    issuer: TestIssuer,
    service: str,
    method: str,
    path: str,
    number: int,
    pasted: Pasted,
) -> None:
    scopes = ASKED[service].get((method, path), ())
    staff = issuer.headers(" ".join(scopes[:1]), [K65]) if scopes else {}
    headers = {**staff, **pasted.headers}
    sent: dict[str, object] = {}
    if pasted.kind is not None:
        headers["Content-Type"] = pasted.kind
        sent = as_sent(pasted)

    answer = await clients[service].request(
        method,
        pasted.path,
        params=pasted.query,
        headers=headers,
        **sent,  # type: ignore[arg-type]
    )

    assert answer.status_code < 500, answer.text
    assert answer.status_code not in MISREAD or answer.json()["type"] == NO_NUMBER, answer.text


def as_sent(pasted: Pasted) -> dict[str, object]:
    """The body by its media type."""
    if pasted.kind == "application/x-www-form-urlencoded":
        return {"data": pasted.body}
    if isinstance(pasted.body, str):
        return {"content": pasted.body.encode()}
    return {"json": pasted.body}
