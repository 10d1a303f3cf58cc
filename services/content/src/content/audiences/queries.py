"""Every SQL statement on audiences: whom a message means, and how many they are."""

from uuid import UUID

from sqlalchemy import select, text

from content.messages.tables import PRESENT, Message, MessageVersion
from content.wordings.rules.wording import Audience
from shared.database import Session, past_the_fence


async def audience_of(
    session: Session, message_id: UUID, institutions: frozenset[str]
) -> Audience | None:
    """Whom the present words of a message mean, if it is one of these institutions'."""
    statement = (
        select(MessageVersion.audience_institutions, MessageVersion.audience_platforms)
        .join(Message, PRESENT)
        .where(Message.id == message_id, Message.institution.in_(institutions))
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    return Audience(tuple(row.audience_institutions), tuple(row.audience_platforms))


async def audience_size(session: Session, meant: Audience, *, most: int) -> int:
    """How many officers with an active badge such an audience holds, counted up to ``most``.

    Looks at every institution's officers, and gives away nothing but the number.
    """
    parameters = {
        "institutions": list(meant.institutions),
        "platforms": list(meant.platforms),
        "most": most,
    }
    async with past_the_fence(session):
        return int(await session.scalar(_AUDIENCE_SIZE, parameters) or 0)


_AUDIENCE_SIZE = text(
    """
    with recursive asked as (
        select cast(:institutions as text[]) as institutions,
               cast(:platforms as text[]) as platforms
    ), meant as (
        select code from institutions, asked where code = any(asked.institutions)
        union
        select child.code from institutions child join meant on child.parent = meant.code
    )
    select count(*) from (
        select from officers, asked
        where officers.principal is not null
          and (cardinality(asked.institutions) = 0
               or officers.institution in (select code from meant))
          and exists (
              select from accounts join badges on badges.account_id = accounts.id
              where accounts.officer_id = officers.id and badges.state = 'active'
                and (cardinality(asked.platforms) = 0
                     or accounts.platform = any(asked.platforms)))
        limit :most
    ) as counted
    """
)
