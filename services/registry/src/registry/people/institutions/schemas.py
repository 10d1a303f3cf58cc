"""The wire format."""

from datetime import datetime

from pydantic import Field

from registry.people.institutions.errors import SENTENCES
from registry.people.institutions.rules import MOST_ROWS, Card, Judgement, Kind, Refusal
from registry.people.institutions.tables import InstitutionCode as CodeRow
from registry.people.institutions.tables import InstitutionName as NameRow
from shared.wire import InstitutionCode, RowError, Wire


class InstitutionOut(Wire):
    """An institution under its canonical code."""

    code: InstitutionCode
    name: str = Field(max_length=200, examples=["Kementerian Komunikasi dan Digital"])
    kind: Kind
    parent: InstitutionCode | None = Field(None, description="The wider institution, if any.")
    codes: dict[str, str] = Field(
        description="Codes in force: `klpd` (LKPP), `bkn` (BKN), `wilayah` (Kemendagri).",
        examples=[{"klpd": "K65", "bkn": "3018"}],
    )

    @classmethod
    def of(cls, card: Card) -> "InstitutionOut":
        """Copy the card onto the wire."""
        return cls(
            code=card.code,
            name=card.name,
            kind=Kind(card.kind),
            parent=card.parent,
            codes=dict(card.codes),
        )


class InstitutionList(Wire):
    """A page of institutions, in the order of their codes."""

    items: list[InstitutionOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")


class DatedName(Wire):
    """A name and the time it was borne."""

    name: str = Field(max_length=200)
    valid_from: datetime
    valid_to: datetime | None

    @classmethod
    def of(cls, row: NameRow) -> "DatedName":
        """Copy the row onto the wire."""
        return cls(name=row.name, valid_from=row.valid_from, valid_to=row.valid_to)


class DatedCode(Wire):
    """A code in one system and the time it was in force."""

    system: str = Field(max_length=16, examples=["bkn"])
    code: str = Field(max_length=64, examples=["3018"])
    valid_from: datetime
    valid_to: datetime | None

    @classmethod
    def of(cls, row: CodeRow) -> "DatedCode":
        """Copy the row onto the wire."""
        return cls(
            system=row.system, code=row.code, valid_from=row.valid_from, valid_to=row.valid_to
        )


class InstitutionHistory(InstitutionOut):
    """An institution with every name and code it had, the newest first."""

    names: list[DatedName] = Field(max_length=1000)
    dated_codes: list[DatedCode] = Field(max_length=1000)


class RefusedLine(Wire):
    """A row the import left out."""

    line: int = Field(ge=1, description="Line of the file; the header is line 1.")
    code: InstitutionCode | None = Field(description="The code the row claims, if well formed.")
    error: RowError

    @classmethod
    def of(cls, refusal: Refusal) -> "RefusedLine":
        """Copy the refusal onto the wire, with its sentence."""
        error = RowError.of(refusal.reason, SENTENCES[refusal.reason])
        return cls(line=refusal.line, code=refusal.code, error=error)


class ImportReport(Wire):
    """What the import did, or would do."""

    accepted: int = Field(ge=0, description="Rows that were new or differed.")
    unchanged: int = Field(ge=0, description="Rows that said what was known.")
    refused: int = Field(ge=0, description="Rows left out; `rows` says why.")
    rows: list[RefusedLine] = Field(max_length=MOST_ROWS)
    dry_run: bool

    @classmethod
    def of(cls, judgement: Judgement, *, dry_run: bool) -> "ImportReport":
        """Count the judgement onto the wire."""
        return cls(
            accepted=len(judgement.changes),
            unchanged=judgement.unchanged,
            refused=len(judgement.refused),
            rows=[RefusedLine.of(refusal) for refusal in judgement.refused],
            dry_run=dry_run,
        )
