"""The application, assembled in the order a request meets it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI

from registry.access.blocks import routes as blocks
from registry.access.clients import routes as clients
from registry.access.grants import routes as grants
from registry.access.issuer import routes as issuer
from registry.access.issuer.live import own_issuer
from registry.accounts.account import routes as accounts
from registry.accounts.connectors.platforms import connect_platforms
from registry.accounts.sightings import queries as looks
from registry.accounts.sightings import routes as sightings
from registry.badges.badge import routes as badges
from registry.badges.cases import routes as cases
from registry.badges.measures import routes as measures
from registry.badges.renamings import queries as waiting_names
from registry.badges.renamings import routes as renamings
from registry.departures.corrections import routes as corrections
from registry.departures.erasure import routes as erasure
from registry.departures.erasure import service as erasures
from registry.departures.leaving import routes as leaving
from registry.departures.my_data import routes as my_data
from registry.departures.my_data.live import connect_peers
from registry.people.cohorts import routes as cohorts
from registry.people.consents import routes as consents
from registry.people.institutions import routes as institutions
from registry.people.invitations import routes as invitations
from registry.people.officers import routes as officers
from registry.people.officers.service import participant
from registry.people.training import routes as training
from registry.public.lookups import routes as lookups
from registry.public.lookups.live import repeat_answers, watch_changes
from registry.public.pages import routes as pages
from registry.reactions import REACTIONS
from registry.settings import Settings
from shared.web.app import Service, build_service
from shared.web.backlog import Question
from shared.web.tokens import TrustedIssuer

GAUGES = (
    Question(
        "lencana_looks_lag_seconds",
        "Age of the oldest weekly look that is due.",
        looks.lag_seconds,
    ),
    Question(
        "lencana_renamings_lag_seconds",
        "Age of the new name that waits longest for a reviewer.",
        waiting_names.oldest_seconds,
    ),
    Question(
        "lencana_erasures_unfinished",
        "Erasures due and not done in every service.",
        erasures.unfinished,
    ),
    Question(
        "lencana_erasure_oldest_seconds",
        "Seconds since the oldest of them was due.",
        erasures.oldest_age,
    ),
)


def build_app(settings: Settings) -> FastAPI:
    """One independent application; nothing happens at import time."""
    issuing = [issuer.router] if settings.issues_tokens else []
    service = Service(
        name="registry",
        title="Lencana Registry",
        summary="Siapa petugasnya, akun mana yang resmi · Who is who, which accounts are official",
        routers=[
            lookups.router,
            badges.router,
            pages.router,
            cases.router,
            measures.router,
            institutions.router,
            cohorts.router,
            invitations.router,
            officers.router,
            consents.router,
            leaving.router,
            erasure.router,
            my_data.router,
            corrections.router,
            accounts.router,
            sightings.router,
            renamings.router,
            training.router,
            clients.router,
            grants.router,
            blocks.router,
            *issuing,
        ],
        reactions=REACTIONS,
        parts=[keys, connect_platforms, connect_peers, watch_changes],
        gauges=GAUGES,
        own_keys=own_keys if settings.issues_tokens else None,
    )
    app = build_service(settings, service)
    app.state.recognise = participant
    repeat_answers(app)
    return app


def own_keys(app: FastAPI) -> Sequence[TrustedIssuer]:
    """The registry trusts the tokens it issues, without asking itself over HTTP."""
    return [own_issuer(app.state.settings.public_url, app.state.sessions)]


@asynccontextmanager
async def keys(app: FastAPI) -> AsyncIterator[None]:
    """The keys of numbers and fingerprints."""
    settings: Settings = app.state.settings
    app.state.vault = settings.vault
    yield
