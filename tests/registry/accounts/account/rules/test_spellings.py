"""Several hundred addresses as people paste them, each with its one right answer."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from registry.accounts.account.rules.addresses import read_address
from tests.registry.accounts.account.rules.test_reports import told

TABLES = sorted((Path(__file__).parent / "spellings").glob("*.toml"))
ROWS = [
    (address, answer)
    for table in TABLES
    for answer, addresses in tomllib.loads(table.read_text("utf-8")).items()
    for address in addresses.splitlines()
    if address
]


@pytest.mark.parametrize(("address", "answer"), ROWS)
def test_an_address_has_the_answer_of_its_row(address: str, answer: str) -> None:
    assert told(read_address(address)) == answer


def test_every_platform_is_tried_with_many_addresses_and_none_twice() -> None:
    twice = [address for address, count in Counter(a for a, _ in ROWS).items() if count > 1]

    assert ([table.stem for table in TABLES], twice) == (
        ["elsewhere", "facebook", "instagram", "x"],
        [],
    )
    assert len(ROWS) >= 200
