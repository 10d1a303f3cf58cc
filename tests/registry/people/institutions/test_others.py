"""While one file is imported, everybody else is answered: over real HTTP, with the worst files."""

from collections.abc import Iterator

import pytest

from registry.people.institutions.rules import COLUMNS, MOST_ROWS
from registry.settings import Settings
from shared.testing.tokens import TestIssuer
from tests.services import REGISTRY
from tests.serving import PROMISED_SECONDS, Post, served, shortest_of_the_longest_waits

HEADER = ",".join(COLUMNS) + "\n"
FILES = {
    "two million empty lines": "\n" * 2_000_000,
    "a quote that never closes": '"' + "a\n" * 1_000_000,
    "as many institutions as may be": "".join(
        f"klpd,Y{n:05},Badan Uji {n},bumn,,\n" for n in range(MOST_ROWS)
    ),
    "as many bad rows as may be": "klpd,?,Badan Uji,bumn,,\n" * MOST_ROWS,
}


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(REGISTRY.build_app(settings)) as address:
        yield address


@pytest.mark.parametrize("name", FILES)
def test_nobody_waits_for_the_import_of_another(
    address: str, issuer: TestIssuer, name: str
) -> None:
    body = (HEADER + FILES[name]).encode()

    def upload() -> Post:
        headers = issuer.headers("registry.institutions.write") | {"Content-Type": "text/csv"}
        return Post(f"{address}/v1/institutions/imports", headers, body)

    longest, statuses = shortest_of_the_longest_waits(address, upload)

    assert longest <= PROMISED_SECONDS
    assert statuses <= {200, 400}
