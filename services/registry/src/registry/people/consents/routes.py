"""HTTP for consents and the pledge. No decisions here."""

from fastapi import Response

from registry.callers import Me
from registry.people.consents import queries, service
from registry.people.consents.errors import WordingOutdated
from registry.people.consents.schemas import ConsentTexts, GiveConsent, LiveConsents, PledgeText
from registry.people.officers.errors import NameConsentMissing, NameMissing, NotEnrolled
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["consents"])
CACHED = "public, max-age=300"


@router.get("/pledge", summary="Read the integrity pledge", dependencies=[PUBLIC])
async def read_pledge(response: Response) -> PledgeText:
    """The wording in force, in both languages."""
    response.headers["Cache-Control"] = CACHED
    return PledgeText.in_force()


@router.get("/consents", summary="Read the consent texts", dependencies=[PUBLIC])
async def read_consent_texts(response: Response) -> ConsentTexts:
    """What each purpose asks, in both languages."""
    response.headers["Cache-Control"] = CACHED
    return ConsentTexts.in_force()


@router.get("/me/consents", summary="Read one's own consents", responses=problems(NotEnrolled))
async def list_my_consents(me: Me, session: Transaction) -> LiveConsents:
    """What the person agrees to now."""
    return LiveConsents.of(await queries.live_consents(session, me.id))


@router.post(
    "/me/consents",
    status_code=201,
    summary="Agree to a purpose",
    responses=problems(NameConsentMissing, NameMissing, NotEnrolled, WordingOutdated),
)
async def give_consent(
    order: GiveConsent, me: Me, once: Once, session: Transaction, vault: Sealing, now: Now
) -> LiveConsents:
    """Take up a purpose that was not agreed to at enrolment, or was withdrawn since.

    With `institution_name` comes the `name`; given again, it replaces the one before.
    """
    return LiveConsents.of(await service.agree_again(session, vault, me, order.read(), now))
