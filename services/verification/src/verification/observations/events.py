"""What the registry's weekly looks add to the readings; told twice, the first one stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.calendar import IsoWeek
from shared.database import Session
from shared.events import Event, Handler
from verification.observations import service
from verification.observations.rules import Observed

SOURCE = "registry"


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
    """The week's observation, unless the week has one."""
    told = AccountSighted.of(event)
    observed = Observed(
        week=told.week,
        account_id=told.account_id,
        audience=told.audience,
        engagement=told.engagement,
        posts=told.posts,
        source=SOURCE,
        missed=told.missed,
        metric=told.metric,
    )
    await service.keep_sighting(session, observed, now=event.time)


HANDLERS: Mapping[str, Handler] = {"account.sighted.v1": keep_sighting}
