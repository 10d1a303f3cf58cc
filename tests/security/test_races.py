"""Every POST of the three services, sixteen times at the same moment: conflicts, never faults.

Bodies come from the contracts, so the test grows by itself with every operation.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.testing.tokens import TestIssuer
from tests.content import given as content
from tests.content.desk import Desk
from tests.operations import ASKED, OPERATIONS
from tests.registry import given as registry
from tests.registry import scenes as accounts
from tests.registry.people.acts import AGREED, invitation
from tests.registry.people.training.acts import announced, joined
from tests.security.examples import body_of
from tests.verification import given as verification

AT_ONCE = 16
POSTS = [(name, path) for name, path, route in OPERATIONS if "POST" in (route.methods or ())]
AWAY = {"/problems/platform-unavailable"}
"""Here no platform stands behind the registry; that is said, and is no fault."""

BUSY, TRIES = "/problems/storage-unavailable", 3
"""A machine with much else to do may run out of connections; it is asked again, not for ever."""

ONCE_ONLY = {"registry /v1/me/enrolment", "verification /v1/runs"}
"""Where one of sixteen may win, whatever keys they bring."""

EACH_TIME = {
    "registry /v1/cohorts",
    "registry /v1/cohorts/{cohort_id}/invitations",
    "registry /v1/me/consents",
    "registry /v1/me/training",
    "registry /v1/training-sessions",
    "registry /v1/training-sessions/{session_id}/results",
    "registry /v1/institutions/imports",
    "verification /v1/observations",
}
"""Where all sixteen are taken: the later ones find it done, or do it again."""


@dataclass
class Scene:
    """A service with something in it to race for."""

    client: httpx.AsyncClient
    issuer: TestIssuer
    contract: Mapping[str, Any]
    institutions: list[str]
    subject: str = "race"
    known: dict[str, Any] = field(default_factory=dict)

    def headers(self, scopes: str) -> dict[str, str]:
        where = ["klpd:K3"] if "review" in scopes or "clear" in scopes else self.institutions
        subject = self.subject if scopes.endswith(".me") else "staff"
        mine = [] if scopes.endswith(".me") else where
        return {**self.issuer.headers(scopes, mine, subject), "If-Match": '"1"'}

    async def fired(self, path: str, scopes: str, *, one_key: bool) -> list[httpx.Response]:
        """The same request sixteen times at once, each with a key of its own or all with one."""
        operation = self.contract["paths"].get(path, {}).get("post", {})
        body = body_of(self.contract, operation, self.known)
        kind, content = body or ("application/json", None)
        sent: dict[str, Any] = {"json": content} if kind.endswith("json") else {"content": content}
        if kind == "application/x-www-form-urlencoded":
            sent = {"data": content}
        if kind == "text/csv":
            sent = {"content": str(content).encode()}
        key, where = str(uuid4()), self._address(path)

        async def one() -> httpx.Response:
            headers = {**self.headers(scopes), "Content-Type": kind}
            if one_key:
                headers["Idempotency-Key"] = key
            return await self.client.post(where, headers=headers, **sent)

        heard: list[httpx.Response] = []
        for left in reversed(range(TRIES)):
            answers = await asyncio.gather(*(one() for _ in range(AT_ONCE)))
            heard += [answer for answer in answers if BUSY not in answer.text or not left]
            if not any(BUSY in answer.text for answer in answers):
                break
        return heard

    def _address(self, path: str) -> str:
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        return path.format(**{name: self.known.get(name, uuid4()) for name in names})


async def of_registry(app: FastAPI, client: httpx.AsyncClient, issuer: TestIssuer) -> Scene:
    sessions = app.state.sessions
    officer, _, badge = await accounts.a_badge(sessions)
    scene = Scene(client, issuer, app.openapi(), [officer.institution], officer.subject)
    held = (await announced(client, issuer, officer.institution)).json()
    place = (await joined(client, issuer, officer, held["join_code"])).json()
    cohort = {"starts_on": "2026-11-01", "expires_on": "2099-01-01"}
    headers = issuer.headers("registry.cohorts.write", [officer.institution])
    order = {**cohort, "name": "Uji", "institution": officer.institution}
    opened = await client.post("/v1/cohorts", json=order, headers=headers)
    number = registry.a_nip()
    scene.known = {
        **AGREED,
        **cohort,
        "consents": ["programme"],
        "institution": officer.institution,
        "number": number,
        "category": "PNS",
        "enrolment_code": await invitation(client, issuer, officer.institution, number),
        "cohort_id": opened.json()["id"],
        "session_id": held["id"],
        "held_on": held["held_on"],
        "join_code": held["join_code"],
        "participant_id": place["participant_id"],
        "badge_id": badge.id,
        "account_id": badge.account_id,
        "purpose": "audience_analysis",
        "text_version": "2026-1",
        "people": [{"number": registry.a_nip(), "category": "PNS"} for _ in range(20)],
    }
    return scene


async def of_verification(app: FastAPI, client: httpx.AsyncClient, issuer: TestIssuer) -> Scene:
    account = await verification.linked_account(app.state.sessions)
    week = str(IsoWeek.of(current_time()))
    reading = {"account_id": str(account), "week": week, "audience": 612, "source": "test"}
    known = {"week": week, "account_id": account, "observations": [reading]}
    return Scene(client, issuer, app.openapi(), ["klpd:K65"], known=known)


async def of_content(app: FastAPI, client: httpx.AsyncClient, issuer: TestIssuer) -> Scene:
    institution = await content.institution(app.state.sessions)
    message = await Desk(client, issuer, institution).submitted()
    known = {
        "message_id": message["id"],
        "version": message["version"],
        "institution": institution,
    }
    return Scene(client, issuer, app.openapi(), [institution], known=known)


SCENES = {"registry": of_registry, "verification": of_verification, "content": of_content}


def outcomes(answers: list[httpx.Response]) -> Counter[int]:
    """How often each status came; a fault fails with what it said."""
    faults = [a.text for a in answers if a.status_code >= 500 and a.json().get("type") not in AWAY]
    assert faults == []
    return Counter(answer.status_code for answer in answers)


@pytest.mark.parametrize(("service", "path"), POSTS, ids=[" ".join(post) for post in POSTS])
async def test_sixteen_at_once_are_no_fault(
    apps: dict[str, FastAPI],
    clients: dict[str, httpx.AsyncClient],
    issuer: TestIssuer,
    service: str,
    path: str,
) -> None:
    scene = await SCENES[service](apps[service], clients[service], issuer)
    scopes = " ".join(ASKED[service].get(("POST", path), ())[:1])
    if path == "/v1/me/enrolment":
        scene.subject = str(uuid4())

    apart = outcomes(await scene.fired(path, scopes, one_key=False))
    together = outcomes(await scene.fired(path, scopes, one_key=True))

    name = f"{service} {path}"
    if name in ONCE_ONLY:
        won = sum(count for status, count in apart.items() if status < 300)
        assert (won, apart[409]) == (1, apart.total() - 1)
    if name in EACH_TIME:
        assert {status for status in apart if status >= 300} == set(), apart
        assert {status for status in together if status >= 300} <= {409}, together


def test_every_operation_named_here_exists() -> None:
    assert {f"{service} {path}" for service, path in POSTS} >= ONCE_ONLY | EACH_TIME
    assert len(POSTS) >= 28
