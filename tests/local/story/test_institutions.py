"""The reference material becomes rows the importer takes, all but the wrong ones."""

import csv
import io

import pytest

from local.story.institutions import FOLDER, Sheet, reference, sheet
from registry.people.institutions.rules import Entry, Judgement, Kind, Row, judge_import

needs_reference = pytest.mark.skipif(
    not FOLDER.exists(), reason="the reference material is not beside this checkout"
)


def judged(*files: Sheet) -> Judgement:
    known: dict[str, Entry] = {}
    for file in files:
        lines = list(csv.reader(io.StringIO(file.text)))[1:]
        rows = [Row(number, tuple(line)) for number, line in enumerate(lines, 2)]
        judgement = judge_import(rows, known)
        known |= {change.after.code: change.after for change in judgement.changes}
    return judgement


@needs_reference
def test_everything_but_the_wrong_rows_is_accepted() -> None:
    judgement = judged(reference(), sheet())

    assert len(judgement.refused) == sheet().wrong
    assert len(judgement.changes) + judgement.unchanged == sheet().rows - sheet().wrong


@needs_reference
def test_every_bkn_code_is_carried_by_exactly_one_institution() -> None:
    judgement = judged(sheet())

    held = [c.after.codes["bkn"] for c in judgement.changes if "bkn" in c.after.codes]
    assert len(held) == len(set(held)) == 643


def test_what_ships_with_the_registry_has_38_provinces_and_49_ministries() -> None:
    kinds = [change.after.kind for change in judged(reference()).changes]

    assert kinds.count(Kind.PROVINSI) == 38
    assert sum(kind.startswith("kementerian") for kind in kinds) == 49
