"""While one message is screened, everybody else is answered: real HTTP, with the worst texts."""

import json
from collections.abc import Iterator

import pytest

from content.settings import Settings
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.content import given
from tests.services import CONTENT
from tests.serving import PROMISED_SECONDS, Post, served, shortest_of_the_longest_waits

LONGEST = 20_000
TEXTS = {
    "as many links as fit": "a.id/b ",
    "as many groups of digits as fit": "1 ",
    "as many hashtags as fit": "#CoblosNomorDua ",
    "as many accounts as fit": "ig a.b_c ",
    "as many calls to vote as fit": "pilih pak budi dua periode, ",
}


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(CONTENT.build_app(settings)) as address:
        yield address


@pytest.mark.parametrize("name", TEXTS)
async def test_nobody_waits_for_the_screening_of_another(
    address: str, issuer: TestIssuer, sessions: Sessions, name: str
) -> None:
    institution = await given.institution(sessions)
    worst = (TEXTS[name] * LONGEST)[:LONGEST].strip()
    source = {"title": worst[:200], "url": f"https://a.go.id/{'b-' * 900}"}
    draft = given.draft(institution, body=worst, summary=worst[:200], evidence=[source] * 20)

    def written() -> Post:
        headers = issuer.headers("content.write", [institution], "writer")
        headers["Content-Type"] = "application/json"
        return Post(f"{address}/v1/messages", headers, json.dumps(draft).encode())

    longest, statuses = shortest_of_the_longest_waits(address, written)

    assert longest <= PROMISED_SECONDS
    assert statuses == {201}
