"""Use cases: import a file, and say who somebody may act for."""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from registry.access.clients.errors import InstitutionsUnknown
from registry.access.clients.rules import InstitutionsNamed
from registry.people.institutions import queries
from registry.people.institutions.errors import (
    ImportUnreadable,
    InstitutionHasNoOfficers,
    InstitutionNotYours,
    InstitutionUnknown,
)
from registry.people.institutions.rules import (
    COLUMNS,
    MOST_ROWS,
    Card,
    Change,
    Entry,
    Judgement,
    Kind,
    Row,
    judge_import,
    may_hold_badges,
)
from shared.database import Session
from shared.events.log import Happening, record_all
from shared.sheets import NotText, TooMany, read_sheet

BATCH = 100


async def import_institutions(
    session: Session, file: bytes, *, dry_run: bool, principal: str, now: datetime
) -> Judgement:
    """Take over what a CSV file states; refused rows leave the others alone."""
    rows = await asyncio.to_thread(_rows, file)
    await queries.take_turn_importing(session)
    judgement = await asyncio.to_thread(_judged, rows, await queries.all_cards(session))
    if judgement.changes and not dry_run:
        for batch in _batches(judgement.changes):
            await _write(session, batch, principal=principal, now=now)
    return judgement


async def institution(session: Session, code: str) -> Card:
    """One institution by its canonical code."""
    card = (await queries.cards_of(session, [code])).get(code)
    if card is None:
        raise InstitutionUnknown(institution=code)
    return card


async def must_exist(session: Session, named: InstitutionsNamed) -> None:
    """Nobody is made to act for an institution that does not exist."""
    known = await queries.cards_of(session, named.codes)
    unknown = sorted(set(named.codes) - known.keys())
    if unknown:
        raise InstitutionsUnknown(institutions=" ".join(unknown))


async def own_institution(session: Session, code: str, institutions: Collection[str]) -> Card:
    """The institution, provided it is one of those and its staff are civil servants."""
    if code not in institutions:
        raise InstitutionNotYours(institution=code)
    card = await institution(session, code)
    if not may_hold_badges(card.kind):
        raise InstitutionHasNoOfficers(institution=code)
    return card


def _judged(rows: Sequence[Row], cards: Sequence[Card]) -> Judgement:
    return judge_import(rows, {card.code: _entry(card) for card in cards})


def _entry(card: Card) -> Entry:
    return Entry(card.code, card.name, Kind(card.kind), card.parent, card.codes)


def _rows(file: bytes) -> list[Row]:
    unreadable = ImportUnreadable(header=",".join(COLUMNS), most=MOST_ROWS)
    try:
        sheet = read_sheet(file, most=MOST_ROWS, knows=lambda names: set(names) == set(COLUMNS))
    except (NotText, TooMany) as exc:
        raise unreadable from exc
    if sheet is None or sheet.header != COLUMNS:
        raise unreadable
    return [Row(line.number, line.cells) for line in sheet.rows]


def _batches(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Parents stay first; between two batches others have their turn."""
    for start in range(0, len(changes), BATCH):
        yield changes[start : start + BATCH]


async def _write(
    session: Session, changes: Sequence[Change], *, principal: str, now: datetime
) -> None:
    await queries.write_institutions(session, [change.after for change in changes], now)
    names = {change.after.code: change.after.name for change in changes if change.renamed}
    if names:
        await queries.end_names(session, names.keys(), now)
        await queries.begin_names(session, names, now)
    codes = [(c.after.code, s, code) for c in changes for s, code in c.new_codes.items()]
    if codes:
        await queries.end_codes(session, [(i, s) for i, s, _ in codes], now)
        await queries.begin_codes(session, codes, now)
    happenings = [_happening(change.after) for change in changes]
    await record_all(session, happenings, actor=principal, now=now)


def _happening(entry: Entry) -> Happening:
    facts = {"code": entry.code, "name": entry.name, "kind": entry.kind, "parent": entry.parent}
    return Happening("institution.changed.v1", entry.code, facts, person=None)
