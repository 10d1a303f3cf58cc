"""A person's export leaves no personal column out: it is shown, or withheld with a reason."""

import importlib
from fnmatch import fnmatch

import pytest

from shared.records import Holding
from tests.conventions.checkout import SERVICES
from tests.conventions.test_erasure import personal_columns

OFFICES = (
    "registry.clients.*",
    "registry.client_*.*",
    "registry.platform_pauses.*",
    "registry.cohorts.created_by",
    "*.blocked_principals.*",
    "registry.principal_blocks.*",
    "registry.wrong_secrets.*",
    "registry.training_sessions.created_by",
    "verification.runs.requested_by",
    "verification.policy_*.*",
    "content.message_versions.*",
    "content.readings.*",
)
"""What somebody did in an office, a machine, or a token that is refused: not held of an officer."""

QUERIES = {
    "registry": "registry.departures.my_data.queries",
    "verification": "verification.records.queries",
    "content": "content.records.queries",
}


def holdings(service: str) -> tuple[Holding, ...]:
    """What the service puts into a record."""
    declared: tuple[Holding, ...] = importlib.import_module(QUERIES[service]).HOLDINGS
    return declared


@pytest.mark.parametrize("service", SERVICES)
def test_every_personal_column_is_in_the_record_or_withheld_with_a_reason(service: str) -> None:
    told = {
        (f"{service}.{holding.table.name}", column.name)
        for holding in holdings(service)
        for column in holding.table.columns
    }
    asked = {
        (table, column)
        for table, column in personal_columns()
        if table.startswith(f"{service}.")
        and not any(fnmatch(f"{table}.{column}", office) for office in OFFICES)
    }

    assert sorted(asked - told) == [], "add the table to HOLDINGS"


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_withheld_exists_and_says_why(service: str) -> None:
    for holding in holdings(service):
        names = {column.name for column in holding.table.columns}
        assert set(holding.withheld) <= names
        assert all(len(reason) > 15 for reason in holding.withheld.values())
