"""While one upload is read, everybody else is answered: over real HTTP, with the worst bodies."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest

from shared.testing.tokens import TestIssuer
from tests.services import VERIFICATION
from tests.serving import PROMISED_SECONDS, Post, served, shortest_of_the_longest_waits
from verification.settings import Settings

MOST_BYTES = 1024 * 1024
ROW = {"account_id": str(uuid4()), "week": "2026-W05", "audience": 612, "source": "test"}
LINE = json.dumps(ROW).encode()
HEADER = b"account_id,week,audience,source\n"
BODIES = {
    "half a million numbers, a line each": ("application/x-ndjson", b"0\n" * (MOST_BYTES // 2)),
    "a million empty lines": ("application/x-ndjson", b"\n" * MOST_BYTES),
    "twenty thousand rows": ("application/x-ndjson", (LINE + b"\n") * 20_000),
    "a hundred thousand bad rows": ("application/x-ndjson", b"{}\n" * 100_000),
    "half a million numbers in a list": (
        "application/json",
        b'{"observations":[' + b"0," * (MOST_BYTES // 2 - 20) + b"0]}",
    ),
    "a million empty rows": ("text/csv", HEADER + b"\n" * (MOST_BYTES - len(HEADER))),
    "many rows of commas": (
        "text/csv",
        HEADER + b",,,\n" * (MOST_BYTES // 4 - 8),
    ),
    "a quote that never closes": ("text/csv", HEADER + b'"' + b"a\n" * 60_000),
    "escapes without end": (
        "application/json",
        b'{"observations":["' + b"\\u0041" * 170_000 + b'"]}',
    ),
}


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(VERIFICATION.build_app(settings)) as address:
        yield address


@pytest.mark.parametrize("name", BODIES)
def test_nobody_waits_for_the_upload_of_another(
    address: str, issuer: TestIssuer, name: str
) -> None:
    kind, body = BODIES[name]

    def upload() -> Post:
        headers = issuer.headers("verification.observations.write") | {"Content-Type": kind}
        return Post(f"{address}/v1/observations", headers, body)

    longest, statuses = shortest_of_the_longest_waits(address, upload)

    assert longest <= PROMISED_SECONDS
    assert statuses <= {200, 400, 413}
