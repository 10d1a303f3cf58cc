"""A person's rows are asked for by person: also where PostgreSQL fences nothing."""

from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from tests import services
from tests.registry import given as registry
from tests.verification import given as verification


@pytest.fixture(scope="module")
def unfenced(cluster: Cluster, run_folder: Path, issuer: TestIssuer) -> dict[str, FastAPI]:
    """The services as PostgreSQL's superuser serves them, whom no row policy binds."""
    made = {}
    for tested in services.ALL:
        database = clone(cluster, template_of(cluster, tested.name, run_folder))
        settings = tested.settings_on(cluster, database, issuer)
        url = SecretStr(cluster.url(database, "postgres"))
        made[tested.name] = tested.build_app(settings.model_copy(update={"database_url": url}))
    return made


@pytest.mark.parametrize("service", [tested.name for tested in services.ALL])
async def test_a_service_whose_role_passes_the_fences_is_not_ready(
    unfenced: dict[str, FastAPI], service: str
) -> None:
    async with answering(unfenced[service], service) as client:
        ready = await client.get("/readyz", headers={"Accept-Language": "en"})

    assert ready.status_code == 503
    assert "use the service's own role" in ready.json()["detail"]


@pytest.mark.parametrize("what", ["eligibility", "findings"])
async def test_a_judgement_is_its_holders_alone(
    unfenced: dict[str, FastAPI], issuer: TestIssuer, what: str
) -> None:
    app = unfenced["verification"]
    async with answering(app, "verification") as client:
        account = await verification.linked_account(
            app.state.sessions, institution="klpd:K65", subject="siti"
        )

        async def by(subject: str) -> str:
            headers = issuer.headers("verification.me", subject=subject)
            answer = await client.get(f"/v1/me/accounts/{account}/{what}", headers=headers)
            return str(answer.json().get("type"))

        assert await by("budi") == "/problems/account-unknown"
        assert await by("siti") != "/problems/account-unknown"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/me/accounts/{id}"),
        ("GET", "/v1/me/accounts/{id}/conditions"),
        ("POST", "/v1/me/accounts/{id}/challenges"),
        ("POST", "/v1/me/accounts/{id}/proofs"),
        ("DELETE", "/v1/me/accounts/{id}"),
    ],
)
async def test_an_account_is_its_holders_alone(
    unfenced: dict[str, FastAPI], issuer: TestIssuer, method: str, path: str
) -> None:
    app = unfenced["registry"]
    async with answering(app, "registry") as client:
        institution = await registry.an_institution(app.state.sessions)
        siti, budi = [
            await registry.an_officer(app.state.sessions, institution=institution) for _ in "ab"
        ]
        made = await client.post(
            "/v1/me/accounts",
            json={"url": f"https://www.instagram.com/uji{uuid4().hex[:20]}", "consent": True},
            headers=issuer.headers("registry.me", subject=siti.subject),
        )

        async def by(subject: str) -> int:
            headers = issuer.headers("registry.me", subject=subject) | {"If-Match": '"1"'}
            address = path.format(id=made.json()["id"])
            return (await client.request(method, address, headers=headers)).status_code

        assert await by(budi.subject) == 404
        assert await by(siti.subject) != 404
