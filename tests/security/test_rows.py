"""Nobody reads or changes what is not theirs: another's row is as absent as one that never was."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from shared.database import RowScope, Sessions, transaction
from shared.testing.tokens import TestIssuer
from tests.content import given as content
from tests.operations import ROLES
from tests.registry import given as registry
from tests.verification import given as verification

OURS, THEIRS = "own", "another institution's"
FENCED = {
    "registry": {
        "accounts",
        "account_findings",
        "badge_holds",
        "badge_measures",
        "badge_reports",
        "cohorts",
        "consents",
        "control_challenges",
        "invitations",
        "officer_numbers",
        "officers",
        "pledges",
        "training_corrections",
        "training_participants",
        "training_sessions",
    },
    "verification": {
        *("accounts", "officers", "arrivals", "observations", "series", "assessments", "findings"),
    },
    "content": {"accounts", "badges", "messages", "message_versions", "officers", "readings"},
}
"""Tables behind the second wall at least; a service may fence more."""


@dataclass
class Scene:
    """What a test may reach for."""

    client: httpx.AsyncClient
    sessions: Sessions
    issuer: TestIssuer

    async def post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> str:
        """Make a row through the API; its id."""
        answer = await self.client.post(path, json=body, headers=headers)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])


@pytest.fixture
def scenes(
    clients: dict[str, httpx.AsyncClient], apps: dict[str, FastAPI], issuer: TestIssuer
) -> dict[str, Scene]:
    return {name: Scene(c, apps[name].state.sessions, issuer) for name, c in clients.items()}


HEAD_OF_PR = ROLES["humas_head"].scope
COHORT = {"name": "CPNS 2026", "starts_on": "2026-11-01", "expires_on": "2099-01-01"}
SESSION = {"course": "Komunikasi publik", "held_on": "2026-11-01"}

KNOWN: dict[str, Callable[[Sessions], Awaitable[str]]] = {
    "registry": registry.an_institution,
    "content": content.institution,
}
"""How each service comes to know an institution."""

Make = Callable[[Scene, str], Awaitable[str]]


async def a_cohort(scene: Scene, institution: str) -> str:
    headers = scene.issuer.headers(HEAD_OF_PR, [institution])
    return await scene.post("/v1/cohorts", {**COHORT, "institution": institution}, headers)


async def a_session(scene: Scene, institution: str) -> str:
    headers = scene.issuer.headers(HEAD_OF_PR, [institution])
    body = {**SESSION, "institution": institution}
    return await scene.post("/v1/training-sessions", body, headers)


async def an_officer(scene: Scene, institution: str) -> str:
    """One who shows the own name to the institution."""
    officer = await registry.an_officer(scene.sessions, institution=institution)
    headers = scene.issuer.headers("registry.me", subject=officer.subject)
    shown = {"purpose": "institution_name", "text_version": "2026-1", "name": "Sri Contoh"}
    answer = await scene.client.post("/v1/me/consents", json=shown, headers=headers)
    assert answer.is_success, answer.text
    return str(officer.id)


async def a_message(scene: Scene, institution: str) -> str:
    headers = scene.issuer.headers(HEAD_OF_PR, [institution], subject="author")
    return await scene.post("/v1/messages", content.draft(institution), headers)


INSTITUTIONAL: list[tuple[str, Make, str, str, dict[str, Any] | None]] = [
    ("registry", a_cohort, "GET", "/v1/cohorts/{id}", None),
    (
        "registry",
        a_cohort,
        "POST",
        "/v1/cohorts/{id}/invitations",
        {"people": [{"number": "198704152010012903", "category": "PNS"}]},
    ),
    (
        "registry",
        a_session,
        "POST",
        "/v1/training-sessions/{id}/results",
        {"results": [{"participant_id": str(uuid4()), "passed": True}]},
    ),
    ("registry", a_session, "GET", "/v1/training-sessions/{id}", None),
    ("registry", a_session, "GET", "/v1/training-sessions/{id}/participants", None),
    ("registry", an_officer, "GET", "/v1/officers/{id}", None),
    ("content", a_message, "GET", "/v1/messages/{id}", None),
    ("content", a_message, "PATCH", "/v1/messages/{id}", {"title": "Judul lain"}),
    ("content", a_message, "GET", "/v1/messages/{id}/audience-preview", None),
    ("content", a_message, "POST", "/v1/messages/{id}/submission", {}),
    ("content", a_message, "POST", "/v1/messages/{id}/withdrawal", {"reason": "facts_wrong"}),
    ("content", a_message, "POST", "/v1/messages/{id}/release", {}),
]


async def tried(
    scene: Scene, method: str, path: str, body: dict[str, Any] | None, institution: str
) -> httpx.Response:
    headers = {
        **scene.issuer.headers(HEAD_OF_PR, [institution], subject="head"),
        "If-Match": '"1"',
    }
    return await scene.client.request(method, path, json=body, headers=headers)


@pytest.mark.parametrize(
    ("service", "make", "method", "path", "body"),
    INSTITUTIONAL,
    ids=[f"{case[2]} {case[3]}" for case in INSTITUTIONAL],
)
async def test_another_institutions_row_is_not_there(
    scenes: dict[str, Scene],
    service: str,
    make: Make,
    method: str,
    path: str,
    body: dict[str, Any] | None,
) -> None:
    scene = scenes[service]
    ours, theirs = [await KNOWN[service](scene.sessions) for _ in (OURS, THEIRS)]
    row = await make(scene, theirs)

    foreign = await tried(scene, method, path.format(id=row), body, ours)
    unknown = await tried(scene, method, path.format(id=uuid4()), body, ours)
    own = await tried(scene, method, path.format(id=row), body, theirs)

    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.json()["type"] == unknown.json()["type"]
    assert own.status_code != 404


async def test_nothing_is_made_in_another_institutions_name(scenes: dict[str, Scene]) -> None:
    for service, path, body in (
        ("registry", "/v1/cohorts", COHORT),
        ("registry", "/v1/training-sessions", SESSION),
        ("content", "/v1/messages", content.draft("klpd:K1")),
    ):
        ours, theirs = [await KNOWN[service](scenes[service].sessions) for _ in (OURS, THEIRS)]
        headers = scenes[service].issuer.headers(HEAD_OF_PR, [ours])
        answer = await scenes[service].client.post(
            path, json={**body, "institution": theirs}, headers=headers
        )
        assert answer.status_code in (403, 404), (path, answer.text)


PERSONAL = [
    ("GET", "/v1/me/accounts/{id}"),
    ("GET", "/v1/me/accounts/{id}/conditions"),
    ("POST", "/v1/me/accounts/{id}/challenges"),
    ("POST", "/v1/me/accounts/{id}/proofs"),
    ("DELETE", "/v1/me/accounts/{id}"),
]


@pytest.mark.parametrize(("method", "path"), PERSONAL)
async def test_another_persons_account_is_not_there(
    scenes: dict[str, Scene], method: str, path: str
) -> None:
    scene = scenes["registry"]
    institution = await registry.an_institution(scene.sessions)
    mine, other = [await registry.an_officer(scene.sessions, institution=institution) for _ in "ab"]
    url = f"https://www.instagram.com/uji{uuid4().hex[:20]}"
    headers = scene.issuer.headers("registry.me", subject=mine.subject)
    account = await scene.post("/v1/me/accounts", {"url": url, "consent": True}, headers)

    async def by(subject: str) -> int:
        token = {
            **scene.issuer.headers("registry.me", subject=subject),
            "If-Match": '"1"',
        }
        answer = await scene.client.request(method, path.format(id=account), headers=token)
        return answer.status_code

    assert await by(other.subject) == 404
    assert await by(mine.subject) != 404


async def test_a_verdict_is_for_its_person_and_for_reviewers_elsewhere(
    scenes: dict[str, Scene],
) -> None:
    scene = scenes["verification"]
    subject = f"asn-{uuid4()}"
    account = await verification.linked_account(
        scene.sessions, institution="klpd:K65", subject=subject
    )

    async def status(path: str, scope: str, institutions: list[str], who: str) -> tuple[int, str]:
        headers = scene.issuer.headers(scope, institutions, subject=who)
        answer = await scene.client.get(f"{path}/{account}/eligibility", headers=headers)
        return answer.status_code, answer.json().get("type", "")

    own = await status("/v1/me/accounts", "verification.me", [], subject)
    foreign = await status("/v1/me/accounts", "verification.me", [], "somebody-else")
    conflicted = await status("/v1/accounts", "verification.review", ["klpd:K65"], "r")

    assert foreign == (404, "/problems/account-unknown")
    assert own[1] != "/problems/account-unknown"
    assert conflicted[0] == 403


@pytest.mark.parametrize("service", FENCED)
async def test_personal_and_institutional_tables_stand_behind_the_second_wall(
    scenes: dict[str, Scene], service: str
) -> None:
    walls = text(
        "select relname from pg_class where relrowsecurity and relforcerowsecurity"
        " and relkind in ('r', 'p')"
    )
    strangers = RowScope(frozenset({"klpd:NOBODY"}), "nobody|nobody")
    async with transaction(scenes[service].sessions, strangers) as session:
        fenced = set((await session.execute(walls)).scalars())
        role = await session.scalar(
            text("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        )
        seen = {
            table: await session.scalar(text(f"select count(*) from {table}"))
            for table in FENCED[service] & fenced
        }

    assert fenced >= FENCED[service]
    assert role is False
    assert set(seen.values()) <= {0}
