"""Use cases around what is published."""

from datetime import datetime
from uuid import UUID

from content.publications import queries
from content.publications.errors import PublicationUnknown
from content.publications.rules import WithdrawalReason, page_path
from content.publications.tables import Publication
from content.wordings.rules.wording import Wording, disclosure_label
from shared.database import Session


def page_url(site: str, message_id: UUID) -> str:
    """The message's public address."""
    return f"{site}{page_path(message_id)}"


async def publish(
    session: Session,
    message_id: UUID,
    version: int,
    words: Wording,
    *,
    institution: str,
    institution_name: str,
    now: datetime,
) -> None:
    """Put a released message where everybody reads; the label is written here, for every one."""
    publication = Publication(
        message_id=message_id,
        version=version,
        institution=institution,
        institution_name=institution_name,
        label=disclosure_label(institution_name, words.language),
        released_at=now,
        updated_at=now,
        **words.columns(),
    )
    await queries.add_publication(session, publication)


async def retract(
    session: Session, message_id: UUID, reason: WithdrawalReason, *, now: datetime
) -> None:
    """Strike the words wherever they are read, and say why."""
    await queries.strike_publication(session, message_id, reason, now=now)


async def publication(session: Session, message_id: UUID) -> Publication:
    """What was published of a message."""
    found = await queries.publication_of(session, message_id)
    if found is None:
        raise PublicationUnknown
    return found


async def publication_at(session: Session, address: str) -> Publication:
    """What was published at a page's address; a mangled address leads to nothing."""
    try:
        message_id = UUID(address)
    except ValueError as exc:
        raise PublicationUnknown from exc
    return await publication(session, message_id)
