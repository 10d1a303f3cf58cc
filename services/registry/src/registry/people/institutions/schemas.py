"""The wire format."""

from datetime import datetime
from typing import cast

from pydantic import Field

from registry.people.institutions.errors import SENTENCES
from registry.people.institutions.rules import Card, Judgement, Kind, System
from registry.people.institutions.tables import InstitutionCode as CodeRow
from registry.people.institutions.tables import InstitutionName as NameRow
from shared.codes import told
from shared.language import Language
from shared.wire import InstitutionCode, RefusedRow, RowsReport, Wire


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

    system: System
    code: str = Field(max_length=64, examples=["3018"])
    valid_from: datetime
    valid_to: datetime | None

    @classmethod
    def of(cls, row: CodeRow) -> "DatedCode":
        """Copy the row onto the wire."""
        return cls(
            system=cast(System, row.system),
            code=row.code,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )


class InstitutionHistory(InstitutionOut):
    """An institution with every name and code it had, the newest first."""

    names: list[DatedName] = Field(max_length=1000)
    dated_codes: list[DatedCode] = Field(max_length=1000)


class RefusedLine(RefusedRow):
    """A row of the file that was left out, while the others were taken."""

    code: str = told(SENTENCES)


class ImportReport(RowsReport[RefusedLine]):
    """What the import did, or would do."""

    dry_run: bool

    @classmethod
    def of(cls, judgement: Judgement, language: Language, *, dry_run: bool) -> "ImportReport":
        """Count the judgement onto the wire."""
        return cls(
            accepted=len(judgement.changes),
            unchanged=judgement.unchanged,
            refused=len(judgement.refused),
            rows=[
                RefusedLine(
                    index=refusal.index,
                    line=refusal.line,
                    code=refusal.reason,
                    text=SENTENCES[refusal.reason].pick(language),
                )
                for refusal in judgement.refused
            ],
            dry_run=dry_run,
        )
