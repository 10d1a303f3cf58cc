"""HTTP for models. No decisions here."""

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from shared.web.auth import PUBLIC
from shared.web.etags import answer
from shared.web.openapi import MAY_BE_HELD
from shared.web.routing import api_router
from verification.models.pages import HEADERS, models_page
from verification.models.rules.cards import cards
from verification.models.schemas import CardList, CardOut

router = api_router("", tags=["models"])

HTML = "text/html; charset=utf-8"
RELEASED = "public, max-age=3600"
"""Models change with a release of the service only."""


@router.get("/v1/models", dependencies=[PUBLIC], summary="Read what judges growth")
async def list_models() -> CardList:
    """Every model of this release: its hash, what it was made from, how often it errs on data it
    never saw, and what is not known.
    """
    return CardList(items=[CardOut.of(card) for card in cards()])


@router.get(
    "/models",
    dependencies=[PUBLIC],
    summary="Show how often the models err",
    response_class=HTMLResponse,
    responses=MAY_BE_HELD,
)
async def show_models(request: Request) -> Response:
    """The same as a page with plots, for anybody."""
    return answer(request, models_page(cards()).encode(), HTML, cache=RELEASED, headers=HEADERS)
