"""What may be referred to, and who may decide."""

from uuid import UUID

import pytest

from registry.badges.cases.rules import CaseKind, Concerned, ReportKind, case_id


def test_the_words_of_the_api_are_these() -> None:
    assert [*CaseKind] == ["finding", "report"]
    assert [*ReportKind] == [
        "account_taken_over",
        "handle_changed",
        "rules_in_question",
        "holder_in_danger",
        "holder_on_leave",
    ]


@pytest.mark.parametrize("text", ["", "KASUS-7", "198704152010012903", "1987-0415", "x" * 64])
def test_only_an_id_names_a_case(text: str) -> None:
    assert case_id(text) is None


@pytest.mark.parametrize(
    ("principal", "institutions", "conflict"),
    [
        ("iss|reviewer", {"klpd:K3"}, False),
        ("iss|reviewer", {"klpd:K65"}, True),
        ("iss|reviewer", {"klpd:K3", "klpd:K65"}, True),
        ("iss|reviewer", set(), True),
        ("iss|holder", {"klpd:K3"}, True),
    ],
)
def test_nobody_reviews_the_own_institution_or_the_own_badge(
    principal: str, institutions: set[str], conflict: bool
) -> None:
    concerned = Concerned("klpd:K65", UUID(int=1), "iss|holder")

    assert concerned.has_conflict(principal, frozenset(institutions)) is conflict
