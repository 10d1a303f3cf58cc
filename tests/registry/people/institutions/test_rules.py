"""What an import may change, line by line."""

import csv
from pathlib import Path

import pytest

from registry.people.institutions import errors, rules
from registry.people.institutions.rules import Entry, Kind, Row, RowRefusal, judge_import

KOMDIGI = ("klpd", "K65", "Kementerian Komunikasi dan Digital", "kementerian", "", "bkn:3018")
JABAR = ("wilayah", "32", "Jawa Barat", "provinsi", "", "")
BANDUNG = ("wilayah", "32.73", "Kota Bandung", "kota", "wilayah:32", "")

KNOWN = {
    "klpd:K65": Entry(
        "klpd:K65", KOMDIGI[2], Kind.KEMENTERIAN, None, {"klpd": "K65", "bkn": "3018"}
    )
}


def judged(*columns: tuple[str, ...], known: dict[str, Entry] | None = None) -> rules.Judgement:
    rows = [Row(line, row) for line, row in enumerate(columns, start=2)]
    return judge_import(rows, known or {})


def changed(base: tuple[str, ...], **columns: str) -> tuple[str, ...]:
    return tuple(columns.get(name, value) for name, value in zip(rules.COLUMNS, base, strict=True))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (KOMDIGI[:5], RowRefusal.WRONG_COLUMNS),
        (changed(KOMDIGI, name="Kementerian\u202e"), RowRefusal.CONTROL_CHARACTERS),
        (changed(KOMDIGI, name="Kementerian\x00"), RowRefusal.CONTROL_CHARACTERS),
        (changed(KOMDIGI, name="Kementerian\uffff"), RowRefusal.CONTROL_CHARACTERS),
        (changed(KOMDIGI, name="Kemen\u3164terian"), RowRefusal.CONTROL_CHARACTERS),
        (changed(KOMDIGI, name="Kemen\nterian"), RowRefusal.CONTROL_CHARACTERS),
        (changed(KOMDIGI, name="..."), RowRefusal.NAME_MISSING),
        (changed(KOMDIGI, name="Dinas 19780101–200501–1–001"), RowRefusal.NAME_HOLDS_A_NUMBER),
        (changed(KOMDIGI, code_system="bps"), RowRefusal.UNKNOWN_CODE_SYSTEM),
        (changed(KOMDIGI, code="65"), RowRefusal.BAD_CODE),
        (changed(JABAR, code="3"), RowRefusal.BAD_CODE),
        (changed(KOMDIGI, name=" "), RowRefusal.NAME_MISSING),
        (changed(KOMDIGI, name="K" * 201), RowRefusal.NAME_TOO_LONG),
        (changed(KOMDIGI, name="Komdigi https://contoh.id"), RowRefusal.NAME_HOLDS_SIGNS),
        (changed(KOMDIGI, kind="kantor"), RowRefusal.UNKNOWN_KIND),
        (changed(KOMDIGI, other_codes="3018"), RowRefusal.BAD_OTHER_CODE),
        (changed(KOMDIGI, other_codes="bkn:3018|bkn:3019"), RowRefusal.BAD_OTHER_CODE),
        (changed(KOMDIGI, other_codes="klpd:K98"), RowRefusal.BAD_OTHER_CODE),
        (changed(KOMDIGI, other_codes="bkn:3018|klpd:K98"), RowRefusal.BAD_OTHER_CODE),
        (changed(BANDUNG, parent="wilayah:99"), RowRefusal.PARENT_UNKNOWN),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(row: tuple[str, ...], reason: RowRefusal) -> None:
    judgement = judged(row)

    assert [refusal.reason for refusal in judgement.refused] == [reason]
    assert judgement.changes == ()


def test_the_own_code_named_again_says_nothing_new() -> None:
    judgement = judged(changed(KOMDIGI, other_codes="bkn:3018|klpd:K65"))

    assert judgement.changes[0].after.codes == {"klpd": "K65", "bkn": "3018"}


def test_a_row_without_columns_is_unreadable() -> None:
    judgement = judge_import([Row(7, None)], {})

    assert judgement.refused == (rules.Refusal(0, 7, RowRefusal.ROW_UNREADABLE),)


def test_one_refused_row_leaves_the_others_alone() -> None:
    judgement = judged(KOMDIGI, changed(JABAR, kind="kantor"))

    assert [change.after.code for change in judgement.changes] == ["klpd:K65"]
    assert [refusal.line for refusal in judgement.refused] == [3]


def test_the_second_row_with_a_code_is_a_duplicate() -> None:
    judgement = judged(KOMDIGI, changed(KOMDIGI, name="Kementerian Lain"))

    assert judgement.refused[0].reason is RowRefusal.DUPLICATE_IN_FILE
    assert judgement.changes[0].after.name == KOMDIGI[2]


def test_a_code_of_another_institution_is_taken() -> None:
    thief = changed(KOMDIGI, code="K66", name="Kementerian Lain")

    assert judged(thief, known=KNOWN).refused[0].reason is RowRefusal.CODE_TAKEN


def test_a_parent_may_stand_further_down_in_the_file() -> None:
    judgement = judged(BANDUNG, JABAR)

    assert [change.after.code for change in judgement.changes] == ["wilayah:32", "wilayah:32.73"]


def test_a_parent_that_was_refused_is_unknown() -> None:
    judgement = judged(BANDUNG, changed(JABAR, kind="kantor"))

    assert {refusal.reason for refusal in judgement.refused} == {
        RowRefusal.UNKNOWN_KIND,
        RowRefusal.PARENT_UNKNOWN,
    }


def test_nobody_is_their_own_parent() -> None:
    judgement = judged(changed(JABAR, parent="wilayah:32"), JABAR)

    assert judgement.refused[0].reason is RowRefusal.PARENT_UNKNOWN


def test_a_parent_is_wider_than_its_child() -> None:
    sideways = changed(JABAR, code="33", parent="wilayah:32")

    assert judged(JABAR, sideways).refused[0].reason is RowRefusal.PARENT_NOT_WIDER


def test_the_same_row_again_changes_nothing() -> None:
    judgement = judged(KOMDIGI, known=KNOWN)

    assert (judgement.unchanged, judgement.changes) == (1, ())


def test_a_code_the_row_does_not_mention_stays() -> None:
    assert judged(changed(KOMDIGI, other_codes=""), known=KNOWN).unchanged == 1


def test_a_new_name_is_told_apart_from_a_new_code() -> None:
    renamed = judged(changed(KOMDIGI, name="Kementerian Baru"), known=KNOWN).changes[0]
    recoded = judged(changed(KOMDIGI, other_codes="bkn:3099"), known=KNOWN).changes[0]

    assert (renamed.renamed, renamed.new_codes) == (True, {})
    assert (recoded.renamed, recoded.new_codes) == (False, {"bkn": "3099"})


def test_police_and_army_hold_no_badges_of_civil_servants() -> None:
    assert not rules.may_hold_badges(Kind.POLRI)
    assert not rules.may_hold_badges(Kind.TNI)
    assert rules.may_hold_badges(Kind.KABUPATEN)


def test_every_refusal_has_its_sentence() -> None:
    assert set(errors.SENTENCES) == set(RowRefusal)


def test_the_reference_file_is_accepted_whole() -> None:
    reference = Path(rules.__file__).with_name("reference.csv").read_text().splitlines()
    header, *rows = csv.reader(reference)

    judgement = judged(*(tuple(row) for row in rows))

    assert tuple(header) == rules.COLUMNS
    assert (len(judgement.changes), judgement.refused) == (38 + 49, ())
