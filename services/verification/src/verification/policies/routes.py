"""HTTP for policies. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from shared.calendar import day_of
from shared.clock import Now
from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged, day_of_key, moment_of, parsed
from shared.web.auth import PUBLIC
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.wire import Code
from verification.callers import PolicyMaker
from verification.policies import queries, service
from verification.policies.errors import (
    AnnouncedTooLate,
    DateTaken,
    DraftDecided,
    DraftNotSimulated,
    DraftUnknown,
    NoMonday,
    PolicyUnknown,
    SecondInstitutionNeeded,
    WriterStopped,
)
from verification.policies.schemas import (
    AnnounceDraft,
    DraftList,
    DraftOut,
    PolicyList,
    PolicyOut,
    WriteDraft,
)

router = api_router("/v1", tags=["policies"])


@router.get(
    "/policies",
    dependencies=[PUBLIC],
    summary="List every version of the criteria",
    responses=problems(CursorUnreadable),
)
async def list_policies(session: Transaction, page: Paged) -> PolicyList:
    """The newest first: those announced for later too, so that nobody is taken by surprise."""
    after = parsed(page, day_of_key)
    ask = partial(queries.versions, session, after=after[0] if after else None)
    shown, following = await page.of(ask, lambda row: (row.in_force_from.isoformat(),))
    return PolicyList(items=[PolicyOut.of(row) for row in shown], next=following)


@router.get("/policies/current", dependencies=[PUBLIC], summary="Read the criteria in force")
async def read_current_policy(session: Transaction, now: Now) -> PolicyOut:
    """Anybody may know by which numbers accounts are judged today."""
    policy = await queries.policy_in_force(session, on=day_of(now))
    return PolicyOut.of(await service.version_of(session, policy.version))


@router.get(
    "/policies/{version}",
    dependencies=[PUBLIC],
    summary="Read one version of the criteria",
    responses=problems(PolicyUnknown),
)
async def read_policy(
    version: Annotated[Code, Path(examples=["2019-11-25"])], session: Transaction
) -> PolicyOut:
    """Also one that is no longer, or not yet, in force: old verdicts name it."""
    return PolicyOut.of(await service.version_of(session, version))


@router.post("/policy-drafts", status_code=201, summary="Write new criteria")
async def write_draft(
    order: WriteDraft,
    caller: PolicyMaker,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> DraftOut:
    """Nobody is judged by a draft. Simulate it; then another institution's person announces it."""
    criteria = order.criteria.model_dump(mode="json")
    draft = await service.write(session, criteria, order.reason, caller, now)
    response.headers["Location"] = f"/v1/policy-drafts/{draft.id}"
    return DraftOut.of(draft)


@router.get(
    "/policy-drafts", summary="List drafts of criteria", responses=problems(CursorUnreadable)
)
async def list_drafts(caller: PolicyMaker, session: Transaction, page: Paged) -> DraftList:
    """Oldest first, with what became of each."""
    ask = partial(queries.drafts, session, after=parsed(page, moment_of, UUID))
    shown, following = await page.of(ask, lambda row: (row.written_at.isoformat(), row.id))
    return DraftList(items=[DraftOut.of(row) for row in shown], next=following)


@router.get("/policy-drafts/{draft_id}", summary="Read a draft", responses=problems(DraftUnknown))
async def read_draft(draft_id: UUID, caller: PolicyMaker, session: Transaction) -> DraftOut:
    """Its criteria, who wrote it and why."""
    return DraftOut.of(await service.draft_of(session, draft_id))


@router.delete(
    "/policy-drafts/{draft_id}",
    status_code=204,
    summary="Withdraw a draft",
    responses=problems(DraftUnknown, DraftDecided),
)
async def withdraw_draft(
    draft_id: UUID, caller: PolicyMaker, session: Transaction, now: Now
) -> None:
    """The draft stays readable; nothing changes for anybody judged."""
    await service.withdraw(session, draft_id, caller, now)


@router.post(
    "/policy-drafts/{draft_id}/announcement",
    status_code=201,
    summary="Announce a draft for a day",
    responses=problems(
        DraftUnknown,
        DraftDecided,
        DraftNotSimulated,
        SecondInstitutionNeeded,
        WriterStopped,
        DateTaken,
        NoMonday,
        AnnouncedTooLate,
    ),
)
async def announce_draft(
    draft_id: UUID,
    order: AnnounceDraft,
    caller: PolicyMaker,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> PolicyOut:
    """By another person of another institution, after a simulation, for a Monday at least 14 days
    ahead. Everybody hears of it: `policy.announced.v1` is public.
    """
    version = await service.announce(session, draft_id, order.in_force_from, caller, now)
    response.headers["Location"] = f"/v1/policies/{version.version}"
    return PolicyOut.of(version)
