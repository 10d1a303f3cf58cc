"""What this service does in the background."""

from functools import partial

import httpx

from shared.events import Following
from shared.jobs import Worker
from shared.upstream import peer_of
from verification.accounts import service as accounts
from verification.runs import jobs
from verification.runs.service import JOB
from verification.settings import Settings
from verification.upstream import registry

MONDAY_THREE_IN_JAKARTA = "0 20 * * 0"
"""In UTC, as schedules are."""
EVERY_MINUTE = "* * * * *"

EFFECTS = registry.handlers(
    {
        "officer.enrolled.v1": (registry.officer_enrolled, accounts.officer_enrolled),
        "officer.left.v1": (registry.officer_left, accounts.officer_left),
        "consent.withdrawn.v1": (registry.consent_withdrawn, accounts.consent_withdrawn),
        "account.linked.v1": (registry.account_linked, accounts.account_linked),
        "account.unlinked.v1": (registry.account_unlinked, accounts.account_unlinked),
    }
)


def build_worker(settings: Settings) -> Worker:
    """The weekly run, and following the registry."""
    peer = peer_of(settings, settings.registry_url, httpx.AsyncClient())
    return Worker(
        settings=settings,
        entrypoints={JOB: partial(jobs.assess_week, batch=settings.assess_batch)},
        schedules={
            ("start_weekly_run", MONDAY_THREE_IN_JAKARTA): jobs.start_weekly_run,
            ("resume_runs", EVERY_MINUTE): jobs.resume_runs,
        },
        followings=[Following(name="registry", peer=peer, handlers=EFFECTS)],
    )
