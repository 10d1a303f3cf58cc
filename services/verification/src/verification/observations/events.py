"""What the registry's weekly looks add to the readings; told twice, it is kept once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.calendar import IsoWeek
from shared.database import Session
from shared.events import Event, Handler
from verification.arrivals.rules.rows import Observed
from verification.arrivals.rules.standing import REGISTRY
from verification.observations import service


@dataclass(frozen=True, slots=True)
class AccountSighted:
    """``account.sighted.v1``: one week of one account, counted or missed for a reason."""

    account_id: UUID
    week: date
    metric: str | None
    audience: int | None
    engagement: float | None
    posts: int | None
    missed: str | None

    @classmethod
    def of(cls, event: Event) -> "AccountSighted":
        """What the event tells."""
        told = event.data
        return cls(
            account_id=UUID(told["account_id"]),
            week=IsoWeek.parse(told["week"]).monday,
            metric=told["metric"],
            audience=told["audience"],
            engagement=told.get("engagement"),
            posts=told["posts"],
            missed=told["missed"],
        )


async def keep_sighting(session: Session, event: Event) -> None:
    """What the registry tells of the week, beside what others told of it."""
    told = AccountSighted.of(event)
    observed = Observed(
        week=told.week,
        account_id=told.account_id,
        audience=told.audience,
        engagement=told.engagement,
        posts=told.posts,
        source=REGISTRY,
        missed=told.missed,
        metric=told.metric,
    )
    await service.keep_sighting(session, observed, now=event.time)


HANDLERS: Mapping[str, Handler] = {"account.sighted.v1": keep_sighting}
