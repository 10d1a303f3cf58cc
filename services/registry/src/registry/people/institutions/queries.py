"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.people.institutions.rules import Card, Entry
from registry.people.institutions.tables import Institution, InstitutionCode, InstitutionName
from shared.database import Session

_END_CODES = text(
    """
    update institution_codes as held set valid_to = :now
    from unnest(cast(:institutions as text[]), cast(:systems as text[]))
        as ended (institution, system)
    where held.institution = ended.institution and held.system = ended.system
        and held.valid_to is null
    """
)


def _cards(*where: ColumnElement[bool]) -> Select[Any]:
    codes = func.jsonb_object_agg(InstitutionCode.system, InstitutionCode.code)
    return (
        select(
            Institution.code,
            Institution.name,
            Institution.kind,
            Institution.parent,
            Institution.version,
            codes.label("codes"),
        )
        .join(
            InstitutionCode,
            (InstitutionCode.institution == Institution.code) & InstitutionCode.valid_to.is_(None),
        )
        .where(*where)
        .group_by(Institution.code)
        .order_by(Institution.code)
    )


async def take_turn_importing(session: Session) -> None:
    """One import at a time; the next one waits until this transaction ends."""
    await session.execute(text("select pg_advisory_xact_lock(hashtextextended('imports', 0))"))


async def all_cards(session: Session) -> list[Card]:
    """Every institution; a few thousand rows."""
    return [_card(row) for row in await session.execute(_cards())]


async def cards_of(session: Session, codes: Collection[str]) -> dict[str, Card]:
    """The institutions of a set, by canonical code."""
    rows = await session.execute(_cards(Institution.code.in_(codes)))
    return {row.code: _card(row) for row in rows}


async def page_of_cards(
    session: Session,
    *,
    kind: str | None,
    system: str | None,
    code: str | None,
    after: str | None,
    limit: int,
) -> list[Card]:
    """Institutions in the order of their canonical codes."""
    bears = select(InstitutionCode.institution).where(InstitutionCode.valid_to.is_(None))
    if system is not None:
        bears = bears.where(InstitutionCode.system == system)
    if code is not None:
        bears = bears.where(InstitutionCode.code == code)
    where: list[ColumnElement[bool]] = []
    if system is not None or code is not None:
        where.append(Institution.code.in_(bears))
    if kind is not None:
        where.append(Institution.kind == kind)
    if after is not None:
        where.append(Institution.code > after)
    return [_card(row) for row in await session.execute(_cards(*where).limit(limit))]


async def names_of(session: Session, code: str) -> Sequence[InstitutionName]:
    """Every name an institution bore, the newest first."""
    statement = (
        select(InstitutionName)
        .where(InstitutionName.institution == code)
        .order_by(InstitutionName.valid_from.desc())
    )
    return (await session.scalars(statement)).all()


async def codes_of(session: Session, code: str) -> Sequence[InstitutionCode]:
    """Every code an institution had in any system, the newest first."""
    statement = (
        select(InstitutionCode)
        .where(InstitutionCode.institution == code)
        .order_by(InstitutionCode.valid_from.desc(), InstitutionCode.system)
    )
    return (await session.scalars(statement)).all()


async def write_institutions(session: Session, entries: Sequence[Entry], now: datetime) -> None:
    """Insert or replace; the order puts parents first."""
    rows = [
        {"code": e.code, "name": e.name, "kind": e.kind, "parent": e.parent, "changed_at": now}
        for e in entries
    ]
    new = upsert(Institution)
    replace = {c: new.excluded[c] for c in ("name", "kind", "parent", "changed_at")}
    statement = new.on_conflict_do_update(
        index_elements=[Institution.code],
        set_={**replace, "version": Institution.version + 1},
    )
    await session.execute(statement, rows)


async def end_names(session: Session, codes: Collection[str], now: datetime) -> None:
    """Close the present names of a set."""
    await session.execute(
        update(InstitutionName)
        .where(InstitutionName.institution.in_(codes), InstitutionName.valid_to.is_(None))
        .values(valid_to=now)
    )


async def begin_names(session: Session, names: dict[str, str], now: datetime) -> None:
    """Open a name for each institution of ``names``."""
    rows = [{"institution": c, "name": n, "valid_from": now} for c, n in names.items()]
    await session.execute(insert(InstitutionName), rows)


async def end_codes(session: Session, pairs: Collection[tuple[str, str]], now: datetime) -> None:
    """Close the codes in force of ``(institution, system)`` pairs, however many."""
    ended = {"institutions": [i for i, _ in pairs], "systems": [s for _, s in pairs], "now": now}
    await session.execute(_END_CODES, ended)


async def begin_codes(
    session: Session, codes: Collection[tuple[str, str, str]], now: datetime
) -> None:
    """Open codes given as ``(institution, system, code)``."""
    rows = [{"institution": i, "system": s, "code": c, "valid_from": now} for i, s, c in codes]
    await session.execute(insert(InstitutionCode), rows)


def _card(row: Row[Any]) -> Card:
    return Card(row.code, row.name, row.kind, row.parent, row.codes, row.version)
