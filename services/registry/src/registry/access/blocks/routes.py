"""HTTP for blocks. No decisions here."""

from functools import partial
from typing import Annotated

from fastapi import Path, Response

from registry.access.blocks import queries, service
from registry.access.blocks.errors import BlockUnknown, PrincipalIsOwn
from registry.access.blocks.schemas import BlockId, BlockList, BlockOut, BlockPrincipal
from registry.access.clients.errors import NEEDED, ClientUnknown
from registry.callers import OwnIssuer, Registrar
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/blocked-principals", tags=["clients"])

Blocked = Annotated[BlockId, Path(description="The block's id.")]


@router.post(
    "",
    status_code=201,
    summary="Block a principal everywhere",
    responses=problems(*NEEDED.values(), ClientUnknown, PrincipalIsOwn),
)
async def block_principal(
    order: BlockPrincipal,
    caller: Registrar,
    once: Once,
    issuer: OwnIssuer,
    session: Transaction,
    now: Now,
    response: Response,
) -> BlockOut:
    """Within half a minute no service takes tokens of this person or client."""
    digest = await service.block_for(
        session, order.read(), order.until, caller=caller, own_issuer=issuer, now=now
    )
    response.headers["Location"] = f"/v1/blocked-principals/{digest.hex()}"
    return BlockOut(id=digest.hex(), until=order.until)


@router.get("", summary="List blocks")
async def list_blocks(caller: Registrar, page: Paged, session: Transaction) -> BlockList:
    """By the hash of the principal; the events tell who blocked whom and when."""
    after = parsed(page, bytes.fromhex)
    shown, following = await page.of(
        partial(queries.page_of_blocks, session, after=after[0] if after else None),
        lambda row: (bytes(row.digest).hex(),),
    )
    return BlockList(items=[BlockOut.of(row) for row in shown], next=following)


@router.delete(
    "/{block_id}", status_code=204, summary="Lift a block", responses=problems(BlockUnknown)
)
async def lift_block(block_id: Blocked, caller: Registrar, session: Transaction, now: Now) -> None:
    """The principal may call again; a disabled client stays disabled."""
    await service.lift(session, bytes.fromhex(block_id), actor=caller.principal, now=now)
