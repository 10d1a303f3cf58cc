"""Scopes have one list, deploy/roles.toml: the code, the contracts and the pages agree with it."""

import json
import re

import pytest

from tests.conventions import scopes_code, scopes_page
from tests.conventions.checkout import ROOT, SERVICES, files, named, text
from tests.operations import ASKED, ROLES, SCOPES

LINKED = ("government-systems", "mobile-apps", "officers", "operations", "pr-heads")
ASKED_FOR = {scope for asked in ASKED.values() for scopes in asked.values() for scope in scopes}


def test_every_scope_an_operation_asks_for_stands_in_the_list() -> None:
    assert len(ASKED_FOR) >= 19
    assert ASKED_FOR - set(SCOPES) == set()


def test_every_scope_that_is_granted_is_asked_for_by_some_operation() -> None:
    assert set(SCOPES) - ASKED_FOR == set(), "a scope that nothing checks promises what is not kept"


def test_who_grants_a_scope_is_one_two_or_the_operator() -> None:
    assert {scope.granted_by for scope in SCOPES.values()} == {"one", "two", "operator"}


def test_what_clears_reviews_decides_audits_or_makes_administrators_takes_two() -> None:
    last = re.compile(r".*\.(clear|review|decide|measures?|audit)(\.\w+)?|registry\.clients\.write")
    powerful = {name for name in SCOPES if last.fullmatch(name)}

    assert powerful >= {"content.clear", "events.audit", "registry.badges.review"}
    assert {SCOPES[name].granted_by for name in powerful} == {"two"}


def test_the_registry_knows_who_grants_what_from_the_one_list() -> None:
    written = scopes_code.PLACE.read_text("utf-8")

    assert written == scopes_code.code(), "run `make docs`"


def test_every_scope_is_held_by_a_role_and_no_role_holds_another() -> None:
    assert {scope for role in ROLES.values() for scope in role.scopes} == set(SCOPES)


def test_scopes_and_roles_are_explained_in_both_languages() -> None:
    meanings = [scope.meaning for scope in SCOPES.values()]
    meanings += [role.meaning for role in ROLES.values()]

    assert [meaning for meaning in meanings if not (meaning.id and meaning.en)] == []


def test_no_scope_that_changes_something_is_said_to_read_only() -> None:
    changing = {
        scope
        for asked in ASKED.values()
        for (method, _), scopes in asked.items()
        for scope in scopes
        if method != "GET"
    }
    only_reading = re.compile(r"(Membaca(?!.* dan )|Read(?!.* and )).*")
    meanings = {name: SCOPES[name].meaning for name in changing}

    assert "verification.review" in changing
    assert [
        name
        for name, meaning in meanings.items()
        if only_reading.match(meaning.id) or only_reading.match(meaning.en)
    ] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_contract_tells_the_scopes_of_every_operation(service: str) -> None:
    contract = json.loads((ROOT / f"services/{service}/openapi.json").read_text("utf-8"))
    told = {
        (method.upper(), path): tuple(
            scope for each in operation.get("security", ()) for scope in each.get("oauth", ())
        )
        for path, operations in contract["paths"].items()
        for method, operation in operations.items()
    }

    assert {operation: scopes for operation, scopes in told.items() if scopes} == ASKED[service]


def test_the_scopes_page_is_in_step_with_the_list_and_the_operations() -> None:
    written = (ROOT / "docs/api/scopes.md").read_text("utf-8")

    assert written == scopes_page.page(), "run `make docs`"


def test_the_how_tos_point_to_the_page_and_name_no_scope_themselves() -> None:
    names = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, SCOPES))})(?![\w.])")
    naming = [
        f"{named(page)}: {name}"
        for page in files("docs/howto/*.md")
        for name in names.findall(text(page))
    ]
    silent = [
        page for page in LINKED if "../api/scopes.md" not in text(ROOT / f"docs/howto/{page}.md")
    ]

    assert naming + silent == []
