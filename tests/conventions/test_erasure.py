"""Every personal column says what becomes of it when the person is erased."""

import re

from tests.conventions.checkout import ROOT, text

LINE = re.compile(r"^\| `(\w+\.\w+)` \| ((?:`\w+` ?)+)\| ([\w ]+) \|", re.MULTILINE)
PERSONAL = re.compile(r"^\| `(\w+\.\w+)` \| ((?:`\w+` ?)+)\|", re.MULTILINE)
WORDS = {"deleted", "emptied", "fingerprint", "tombstone", "kept"}
IMPERSONAL = "## 7."


def personal_columns() -> set[tuple[str, str]]:
    """What docs/privacy.md calls personal: all before the section of those that are not."""
    personal, _, _ = text(ROOT / "docs/privacy.md").partition(IMPERSONAL)
    return {(t, c) for t, names in PERSONAL.findall(personal) for c in columns(names)}


def columns(names: str) -> list[str]:
    """The columns of one line."""
    return names.replace("`", "").split()


def declared() -> list[tuple[str, str, str]]:
    """``(table, column, what becomes of it)`` as docs/erasure.md has it."""
    lines = LINE.findall(text(ROOT / "docs/erasure.md"))
    return [(table, column, word) for table, names, word in lines for column in columns(names)]


def test_every_personal_column_says_how_it_is_erased() -> None:
    undecided = personal_columns() - {(table, column) for table, column, _ in declared()}

    assert sorted(undecided) == [], "say in docs/erasure.md what becomes of it"


def test_nothing_is_declared_twice_or_of_no_person() -> None:
    said = [(table, column) for table, column, _ in declared()]

    assert sorted({entry for entry in said if said.count(entry) > 1}) == []
    assert sorted(set(said) - personal_columns()) == []


def test_what_becomes_of_a_column_is_one_of_five_words() -> None:
    assert {word for *_, word in declared()} == WORDS
