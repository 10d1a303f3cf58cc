"""Every right of the service, on one page."""

import re
from typing import get_args

import httpx
import pytest

from registry import callers
from registry.callers import Participant
from registry.people.officers.errors import NotEnrolled
from registry.people.officers.service import participant
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from shared.web.auth import Rows
from tests.conventions.checkout import files, named, text
from tests.registry import given

RIGHTS = {
    "Person": ("registry.me", Rows.SELF),
    "Newcomer": ("registry.me", Rows.ALL),
    "Reader": ("registry.officers.read", Rows.OWN),
    "Provisioner": ("registry.officers.write", Rows.OWN),
    "Inviter": ("registry.cohorts.write", Rows.OWN),
    "Trainer": ("registry.training.write", Rows.OWN),
    "Importer": ("registry.institutions.write", Rows.ALL),
    "Reviewer": ("registry.badges.review", Rows.ALL),
    "Registrar": ("registry.clients.write", Rows.OWN),
}


@pytest.mark.parametrize("name", RIGHTS)
def test_a_right_asks_for_one_scope_and_fences_the_rows(name: str) -> None:
    _, depends = get_args(getattr(callers, name))

    assert (*depends.dependency.scopes, depends.dependency.rows) == RIGHTS[name]


def test_no_right_is_granted_on_any_other_page() -> None:
    granting = {
        named(path)
        for path in files("services/registry/src/*.py")
        if re.search(r"\brequire\(", text(path))
    }

    assert granting == {"services/registry/src/registry/callers.py"}


async def test_a_principal_in_the_programme_is_recognised(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)

    async with system_transaction(sessions) as session:
        found = await participant(session, officer.principal)

    assert found == Participant(officer.id, officer.institution, officer.principal)


async def test_nobody_else_is(sessions: Sessions) -> None:
    async with system_transaction(sessions) as session:
        with pytest.raises(NotEnrolled):
            await participant(session, "https://issuer.test|nobody")


@pytest.mark.parametrize("path", ["accounts", "badges", "consents"])
async def test_what_belongs_to_participants_is_closed_to_others(
    client: httpx.AsyncClient, issuer: TestIssuer, path: str
) -> None:
    headers = issuer.headers("registry.me", subject="nobody")

    answer = await client.get(f"/v1/me/{path}", headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-enrolled")
