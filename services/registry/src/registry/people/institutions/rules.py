"""Which institutions there are, and what an import may change.

Codes: LKPP (``klpd``), BKN (``bkn``), Kemendagri (``wilayah``, Kepmendagri 300.2.2-2430/2025).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from shared.writing.characters import is_legible, normal, one_line, unfit
from shared.writing.names import is_a_name
from shared.writing.personal import personal_numbers

COLUMNS = ("code_system", "code", "name", "kind", "parent", "other_codes")
MOST_ROWS = 10_000
LONGEST_NAME = 200


class Kind(StrEnum):
    """Kinds of institution. The values are part of the public API."""

    KEMENTERIAN_KOORDINATOR = "kementerian_koordinator"
    KEMENTERIAN = "kementerian"
    LEMBAGA = "lembaga"
    LEMBAGA_NONSTRUKTURAL = "lembaga_nonstruktural"
    PUSAT_LAIN = "pusat_lain"
    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"
    KABUPATEN_ADMINISTRASI = "kabupaten_administrasi"
    KOTA_ADMINISTRASI = "kota_administrasi"
    LEMBAGA_PENYIARAN = "lembaga_penyiaran"
    PERGURUAN_TINGGI = "perguruan_tinggi"
    BUMN = "bumn"
    BUMD = "bumd"
    POLRI = "polri"
    TNI = "tni"


COORDINATORS_ONLY = frozenset({Kind.PERGURUAN_TINGGI, Kind.BUMN, Kind.BUMD, Kind.POLRI, Kind.TNI})
"""They coordinate and read along, but their staff carry no badge of civil servants."""

_RANK = {
    Kind.KEMENTERIAN_KOORDINATOR: 0,
    Kind.KEMENTERIAN: 1,
    Kind.PROVINSI: 1,
    Kind.LEMBAGA: 2,
    Kind.LEMBAGA_NONSTRUKTURAL: 2,
    Kind.PUSAT_LAIN: 2,
    Kind.KABUPATEN: 2,
    Kind.KOTA: 2,
    Kind.KABUPATEN_ADMINISTRASI: 2,
    Kind.KOTA_ADMINISTRASI: 2,
    Kind.POLRI: 2,
    Kind.TNI: 2,
}
_NARROWEST = 3

_CODE_OF = {
    "klpd": re.compile(r"[A-Z]{1,3}\d{1,5}", re.ASCII),
    "bkn": re.compile(r"\d{4}", re.ASCII),
    "wilayah": re.compile(r"\d{2}(\.\d{2})?", re.ASCII),
}
SYSTEMS = tuple(_CODE_OF)
System = Literal["klpd", "bkn", "wilayah"]
"""The same for the contract."""


class RowRefusal(StrEnum):
    """Why a row of an import is refused. The values are part of the public API."""

    ROW_UNREADABLE = "row_unreadable"
    WRONG_COLUMNS = "wrong_columns"
    CONTROL_CHARACTERS = "control_characters"
    UNKNOWN_CODE_SYSTEM = "unknown_code_system"
    BAD_CODE = "bad_code"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_HOLDS_SIGNS = "name_holds_signs"
    NAME_HOLDS_A_NUMBER = "name_holds_a_number"
    UNKNOWN_KIND = "unknown_kind"
    BAD_OTHER_CODE = "bad_other_code"
    DUPLICATE_IN_FILE = "duplicate_in_file"
    CODE_TAKEN = "code_taken"
    PARENT_UNKNOWN = "parent_unknown"
    PARENT_NOT_WIDER = "parent_not_wider"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file where it begins; without columns when it cannot be read as one."""

    line: int
    columns: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An institution as somebody states it; ``codes`` maps a system to the code in it."""

    code: str
    name: str
    kind: Kind
    parent: str | None
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """An institution as the public sees it."""

    code: str
    name: str
    kind: str
    parent: str | None
    codes: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused row: its place among the rows, and the line it begins on."""

    index: int
    line: int
    reason: RowRefusal


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that differs from what was known; ``before`` is ``None`` for a new one."""

    before: Entry | None
    after: Entry

    @property
    def renamed(self) -> bool:
        """Whether a name begins, which is so for a new institution too."""
        return self.before is None or self.before.name != self.after.name

    @property
    def new_codes(self) -> dict[str, str]:
        """Codes that begin, by system."""
        held = self.before.codes if self.before else {}
        return {s: code for s, code in self.after.codes.items() if held.get(s) != code}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an import would do, in an order that puts parents first."""

    changes: tuple[Change, ...]
    unchanged: int
    refused: tuple[Refusal, ...]


def may_hold_badges(kind: str) -> bool:
    """Whether the staff of such an institution are civil servants in the sense of the law."""
    return kind not in COORDINATORS_ONLY


def judge_import(rows: Sequence[Row], known: Mapping[str, Entry]) -> Judgement:
    """Compare a file with what is ``known``; every refused line has its reason."""
    read = [(index, row, _read(row)) for index, row in enumerate(rows)]
    refused = [Refusal(i, row.line, e) for i, row, e in read if isinstance(e, RowRefusal)]
    wellformed = [(i, row, entry) for i, row, entry in read if isinstance(entry, Entry)]
    ledger = _Ledger(dict(known))
    for index, row, entry in sorted(wellformed, key=lambda each: rank(each[2].kind)):
        reason = ledger.objection(entry)
        if reason:
            refused.append(Refusal(index, row.line, reason))
        else:
            ledger.enter(entry)
    refused.sort(key=lambda refusal: refusal.index)
    return Judgement(tuple(ledger.changes), ledger.unchanged, tuple(refused))


def rank(kind: Kind) -> int:
    """How wide a kind is; a parent is always wider, so there are no circles."""
    return _RANK.get(kind, _NARROWEST)


def code_is_wellformed(system: str, code: str) -> bool:
    """Whether the code has the form of its system."""
    return system in _CODE_OF and _CODE_OF[system].fullmatch(code) is not None


class _Ledger:
    """What is known plus what the file added so far."""

    def __init__(self, known: dict[str, Entry]) -> None:
        self.known = known
        self.holders = {
            pair: entry.code for entry in known.values() for pair in entry.codes.items()
        }
        self.seen: set[str] = set()
        self.changes: list[Change] = []
        self.unchanged = 0

    def objection(self, entry: Entry) -> RowRefusal | None:
        """Why the entry contradicts the file or what is known."""
        if entry.code in self.seen:
            return RowRefusal.DUPLICATE_IN_FILE
        if any(self.holders.get(pair, entry.code) != entry.code for pair in entry.codes.items()):
            return RowRefusal.CODE_TAKEN
        if entry.parent is None:
            return None
        parent = self.known.get(entry.parent)
        if parent is None:
            return RowRefusal.PARENT_UNKNOWN
        return None if rank(parent.kind) < rank(entry.kind) else RowRefusal.PARENT_NOT_WIDER

    def enter(self, entry: Entry) -> None:
        """Take the entry over; codes it does not mention stay as they are."""
        before = self.known.get(entry.code)
        codes = {**(before.codes if before else {}), **entry.codes}
        after = Entry(entry.code, entry.name, entry.kind, entry.parent, codes)
        self.seen.add(entry.code)
        self.holders |= dict.fromkeys(codes.items(), entry.code)
        self.known[entry.code] = after
        if after == before:
            self.unchanged += 1
        else:
            self.changes.append(Change(before, after))


def _read(row: Row) -> Entry | RowRefusal:
    if row.columns is None:
        return RowRefusal.ROW_UNREADABLE
    if len(row.columns) != len(COLUMNS):
        return RowRefusal.WRONG_COLUMNS
    if any(map(_is_unfit, row.columns)):
        return RowRefusal.CONTROL_CHARACTERS
    system, code, name, kind, parent, other_codes = map(normal, row.columns)
    reason = _refusal_of_code(system, code) or _refusal_of_name(name)
    if reason:
        return reason
    if kind not in list(Kind):
        return RowRefusal.UNKNOWN_KIND
    others = _other_codes(other_codes)
    if others is None or others.get(system, code) != code:
        return RowRefusal.BAD_OTHER_CODE
    canonical = f"{system}:{code}"
    return Entry(canonical, name, Kind(kind), parent or None, {**others, system: code})


def _refusal_of_code(system: str, code: str) -> RowRefusal | None:
    if system not in SYSTEMS:
        return RowRefusal.UNKNOWN_CODE_SYSTEM
    return None if code_is_wellformed(system, code) else RowRefusal.BAD_CODE


def _refusal_of_name(name: str) -> RowRefusal | None:
    if not is_legible(name):
        return RowRefusal.NAME_MISSING
    if any(personal_numbers(name)):
        return RowRefusal.NAME_HOLDS_A_NUMBER
    if len(name) > LONGEST_NAME:
        return RowRefusal.NAME_TOO_LONG
    return None if is_a_name(name) else RowRefusal.NAME_HOLDS_SIGNS


def _is_unfit(column: str) -> bool:
    return unfit(column) is not None or one_line(column) != normal(column)


def _other_codes(text: str) -> dict[str, str] | None:
    pairs = [part.strip().partition(":")[::2] for part in text.split("|")] if text else []
    wellformed = all(code_is_wellformed(system, code) for system, code in pairs)
    return dict(pairs) if wellformed and len(dict(pairs)) == len(pairs) else None
