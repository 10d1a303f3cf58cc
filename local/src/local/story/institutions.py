"""The reference data beside the checkout, converted to the CSV the registry imports."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from local.story.numbers import DATA

FOLDER = DATA / "institutions"
CHECKOUT = Path(__file__).resolve().parents[4]
REFERENCE = CHECKOUT / "services/registry/src/registry/people/institutions/reference.csv"
COLUMNS = ("code_system", "code", "name", "kind", "parent", "other_codes")
WRONG: tuple[tuple[str, ...], ...] = (
    ("klpd", "", "Kementerian tanpa kode", "kementerian", "", ""),
    ("wilayah", "99.99", "Kabupaten tanpa provinsi", "kabupaten", "wilayah:99", ""),
    ("kode", "1", "Sistem kode yang tidak ada", "kementerian", "", ""),
)
"""Rows every import of the story contains, to show how a refusal is told."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to import and what stands in it."""

    text: str
    rows: int
    wrong: int
    source: str


def reference() -> Sheet:
    """The small file that ships with the registry."""
    text = REFERENCE.read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return Sheet(text, len(rows), 0, f"acuan kecil: {len(rows)} lembaga")


def sheet() -> Sheet:
    """All of the reference data where it is present, else only the wrong rows."""
    if not FOLDER.exists():
        return written([], "tanpa folder acuan")
    regions = {row["code"]: row for row in read("wilayah.csv")}
    ministries = list(read("kementerian_2024.csv"))
    agencies = list(read("instansi_bkn.csv"))
    rows = [*of_ministries(ministries), *of_regions(regions.values(), agencies)]
    rows += of_agencies(agencies, taken={code for *_, others in rows for code in [others]})
    source = f"{len(agencies)} BKN, {len(regions)} wilayah, {len(ministries)} kementerian"
    return written(rows, source)


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def of_ministries(ministries: Sequence[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """A ministry keeps a BKN code that is its own, or whose only successor it is."""
    same = {m["bkn_code"] for m in ministries if m["relation_to_bkn"] == "same"}
    successors = Counter(m["bkn_code"] for m in ministries)
    for ministry in ministries:
        bkn = ministry["bkn_code"]
        alone = bkn not in same and successors[bkn] == 1
        keeps = bkn and (alone or ministry["relation_to_bkn"] == "same")
        others = f"bkn:{bkn}" if keeps else ""
        yield ("klpd", ministry["klpd_code"], ministry["name"], ministry["kind"], "", others)


def of_regions(
    regions: Iterable[dict[str, str]], agencies: Iterable[dict[str, str]]
) -> Iterator[tuple[str, ...]]:
    """A region carries the BKN code of its government."""
    bkn = {row["wilayah_code"]: row["bkn_code"] for row in agencies if row["wilayah_code"]}
    for region in regions:
        parent = f"wilayah:{region['parent']}" if region["parent"] else ""
        others = f"bkn:{bkn[region['code']]}" if region["code"] in bkn else ""
        yield ("wilayah", region["code"], region["name"], region["kind"], parent, others)


def of_agencies(
    agencies: Iterable[dict[str, str]], *, taken: set[str]
) -> Iterator[tuple[str, ...]]:
    """What is neither a ministry of today nor a region stands under its BKN code."""
    for agency in agencies:
        if f"bkn:{agency['bkn_code']}" not in taken:
            yield ("bkn", agency["bkn_code"], agency["name"], agency["kind"], "", "")


def written(rows: list[tuple[str, ...]], source: str) -> Sheet:
    """As CSV with the importer's header, the wrong rows last."""
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows, *WRONG])
    return Sheet(text.getvalue(), len(rows) + len(WRONG), len(WRONG), source)
