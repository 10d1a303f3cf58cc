"""What this service does in the background."""

from functools import partial

import httpx

from shared.blocked import BLOCKING, BLOCKS
from shared.events import Following
from shared.jobs import Worker
from shared.upstream import peer_of
from verification.accounts import events as accounts
from verification.arrivals.service import SETTLE
from verification.findings.jobs import forget_unheld_findings
from verification.observations import events as observations
from verification.observations import jobs as weeks
from verification.reactions import REACTIONS
from verification.runs import jobs
from verification.runs.service import JOB
from verification.settings import Settings
from verification.simulations import jobs as simulations
from verification.simulations.service import JOB as SIMULATION

MONDAY_THREE_IN_JAKARTA = "0 20 * * 0"
"""In UTC, as schedules are."""
MONDAY_TWO_IN_JAKARTA = "0 19 * * 0"
EVERY_TEN_MINUTES = "*/10 * * * *"
EVERY_MINUTE = "* * * * *"
HANDLERS = {**accounts.HANDLERS, **observations.HANDLERS}


def build_worker(settings: Settings) -> Worker:
    """The weekly run, and following the registry."""
    peer = peer_of(settings, settings.registry_url, httpx.AsyncClient())
    return Worker(
        settings=settings,
        entrypoints={
            SETTLE: weeks.settle_arrivals,
            JOB: partial(jobs.assess_week, batch=settings.assess_batch),
            SIMULATION: partial(simulations.simulate_policy, batch=settings.assess_batch),
        },
        schedules={
            ("settle_now_and_then", EVERY_TEN_MINUTES): weeks.settle_arrivals,
            ("close_week", MONDAY_TWO_IN_JAKARTA): weeks.close_week,
            ("start_weekly_run", MONDAY_THREE_IN_JAKARTA): jobs.start_weekly_run,
            ("forget_unheld_findings", "35 17 * * *"): forget_unheld_findings,
            ("resume_runs", EVERY_MINUTE): jobs.resume_runs,
            ("resume_simulations", EVERY_MINUTE): simulations.resume_simulations,
        },
        followings=[Following("registry", peer, {**HANDLERS, **BLOCKING}, [accounts.COPY, BLOCKS])],
        reactions=REACTIONS,
    )
