"""The application, assembled in the order a request meets it."""

from fastapi import FastAPI

from shared.web.app import Service, build_service
from verification.arrivals import routes as arrivals
from verification.bunching import routes as bunching
from verification.desk import routes as desk
from verification.eligibility import routes as eligibility
from verification.findings import routes as findings
from verification.models import routes as models
from verification.policies import routes as policies
from verification.reactions import REACTIONS
from verification.records import routes as records
from verification.replays import routes as replays
from verification.runs import routes as runs
from verification.settings import Settings
from verification.simulations import routes as simulations

SERVICE = Service(
    name="verification",
    title="Lencana Verification",
    summary="Apakah audiensnya nyata, dan apakah akunnya memenuhi syarat · "
    "Is the audience real, and is the account eligible",
    routers=(
        arrivals.router,
        runs.router,
        findings.router,
        desk.router,
        eligibility.router,
        policies.router,
        simulations.router,
        replays.router,
        models.router,
        bunching.router,
        records.router,
    ),
    reactions=REACTIONS,
)


def build_app(settings: Settings) -> FastAPI:
    """One independent application; nothing happens at import time."""
    return build_service(settings, SERVICE)
