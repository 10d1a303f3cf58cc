"""Every kind of institution by name: how wide it is, and whether its staff carry badges."""

from typing import Any

import pytest

from registry.people.institutions.rules import (
    COLUMNS,
    LONGEST_NAME,
    MOST_ROWS,
    SYSTEMS,
    Change,
    Entry,
    Kind,
    Row,
    RowRefusal,
    code_is_wellformed,
    judge_import,
    may_hold_badges,
    rank,
)

RANKS = {
    "kementerian_koordinator": 0,
    "kementerian": 1,
    "lembaga": 2,
    "lembaga_nonstruktural": 2,
    "pusat_lain": 2,
    "provinsi": 1,
    "kabupaten": 2,
    "kota": 2,
    "kabupaten_administrasi": 2,
    "kota_administrasi": 2,
    "lembaga_penyiaran": 3,
    "perguruan_tinggi": 3,
    "bumn": 3,
    "bumd": 3,
    "polri": 2,
    "tni": 2,
}
WITHOUT_BADGES = ["perguruan_tinggi", "bumn", "bumd", "polri", "tni"]


def test_the_kinds_and_how_wide_each_is() -> None:
    assert {kind.value: rank(kind) for kind in Kind} == RANKS


def test_universities_state_companies_police_and_army_carry_no_badges() -> None:
    assert [kind.value for kind in Kind if not may_hold_badges(kind)] == WITHOUT_BADGES


def test_the_words_and_limits_of_an_import() -> None:
    assert COLUMNS == ("code_system", "code", "name", "kind", "parent", "other_codes")
    assert SYSTEMS == ("klpd", "bkn", "wilayah")
    assert (MOST_ROWS, LONGEST_NAME) == (10_000, 200)
    assert [*RowRefusal] == [
        "row_unreadable",
        "wrong_columns",
        "control_characters",
        "unknown_code_system",
        "bad_code",
        "name_missing",
        "name_too_long",
        "name_holds_signs",
        "name_holds_a_number",
        "unknown_kind",
        "bad_other_code",
        "duplicate_in_file",
        "code_taken",
        "parent_unknown",
        "parent_not_wider",
    ]


@pytest.mark.parametrize(
    ("system", "good", "bad"),
    [
        ("klpd", "K1 K65 D123 ABC12345", "K 65 k65 ABCD1 K123456 K65x K٣"),
        ("bkn", "3018 0000", "301 30180 301x ٣٠١٨"),
        ("wilayah", "32 32.73", "3 323 32. 32.7 32.731 ٣٢"),
        ("bps", "", "32"),
    ],
)
def test_a_code_has_the_form_of_its_system(system: str, good: str, bad: str) -> None:
    assert [code for code in good.split() if not code_is_wellformed(system, code)] == []
    assert [code for code in bad.split() if code_is_wellformed(system, code)] == []


ROW = ("klpd", "K65", "Komdigi", "kementerian", "", "bkn:3018|wilayah:32.73")
ENTRY = Entry(
    "klpd:K65",
    "Komdigi",
    Kind.KEMENTERIAN,
    None,
    {"bkn": "3018", "wilayah": "32.73", "klpd": "K65"},
)


def judged(*rows: tuple[str, ...], known: dict[str, Entry] | None = None) -> Any:
    return judge_import([Row(line, row) for line, row in enumerate(rows, 2)], known or {})


def changed(**columns: str) -> tuple[str, ...]:
    return tuple(columns.get(name, value) for name, value in zip(COLUMNS, ROW, strict=True))


def test_a_row_is_read_whole_with_its_spaces_trimmed() -> None:
    spaced = tuple(f" {column} " for column in ROW[:5])

    judgement = judged((*spaced, " bkn:3018 | wilayah:32.73 "))

    assert judgement.changes == (Change(None, ENTRY),)
    assert judgement.changes[0].renamed
    assert judgement.changes[0].new_codes == ENTRY.codes


def test_a_name_may_have_200_characters() -> None:
    assert judged(changed(name="K" * 200)).refused == ()
    assert judged(changed(name="K" * 201)).refused[0].reason is RowRefusal.NAME_TOO_LONG


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1f", "\x7f", "\x9f", "\u200b", "\u200f", "\u202a", "\u202e", "\u2066"]
)
@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_hides_a_sign(column: str, sign: str) -> None:
    (refusal,) = judged(changed(**{column: f"a{sign}b"})).refused

    assert refusal.reason is RowRefusal.CONTROL_CHARACTERS


def test_refused_lines_come_in_the_order_of_the_file() -> None:
    rows = [
        changed(kind="kantor"),
        changed(code="K66", other_codes="", kind="lembaga", parent="klpd:K99"),
        ("klpd",),
        ("klpd", "K67"),
        changed(code_system="bps"),
    ]

    refused = [(r.index, r.line, r.reason.value) for r in judged(*rows).refused]

    assert refused == [
        (0, 2, "unknown_kind"),
        (1, 3, "parent_unknown"),
        (2, 4, "wrong_columns"),
        (3, 5, "wrong_columns"),
        (4, 6, "unknown_code_system"),
    ]


def test_a_code_taken_within_the_file_is_taken() -> None:
    thief = changed(code="K66", name="Lain", other_codes="bkn:3018")

    assert [r.reason.value for r in judged(ROW, thief).refused] == ["code_taken"]


def test_every_known_code_stays_and_a_new_one_begins() -> None:
    (change,) = judged(changed(other_codes="bkn:3099"), known={"klpd:K65": ENTRY}).changes

    assert change.after.codes == {"klpd": "K65", "bkn": "3099", "wilayah": "32.73"}
    assert (change.before, change.renamed, change.new_codes) == (ENTRY, False, {"bkn": "3099"})


@pytest.mark.parametrize(
    ("parent", "child", "fits"),
    [
        ("kementerian_koordinator", "kementerian", True),
        ("kementerian", "lembaga", True),
        ("provinsi", "kota", True),
        ("kota", "bumd", True),
        ("kota", "kabupaten", False),
        ("bumn", "bumd", False),
        ("lembaga", "kementerian", False),
    ],
)
def test_a_parent_is_wider(parent: str, child: str, fits: bool) -> None:
    above = {"klpd:K1": Entry("klpd:K1", "Induk", Kind(parent), None, {"klpd": "K1"})}

    judgement = judged(changed(kind=child, parent="klpd:K1", other_codes=""), known=above)

    assert (judgement.refused == ()) is fits
    if fits:
        assert judgement.changes[0].after.parent == "klpd:K1"
