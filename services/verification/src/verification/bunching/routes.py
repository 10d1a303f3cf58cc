"""HTTP for the report. No decisions here."""

from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.routing import api_router
from verification.bunching import queries
from verification.bunching.schemas import BunchingReport

router = api_router("/v1/reports", tags=["reports"])


@router.get(
    "/bunching",
    dependencies=[PUBLIC],
    summary="Do audiences bunch just above the minimum?",
)
async def read_bunching(session: Transaction) -> BunchingReport:
    """Platform by platform, for the newest week judged: more audiences within 500 to 559 than the
    bands beside it lead one to expect is a sign that the minimum tempts. It accuses nobody, and
    small counts are hidden.
    """
    return BunchingReport.of(await queries.newest_bands(session))
