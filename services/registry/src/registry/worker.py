"""Background work of this service: what it follows and what it does by the clock."""

from functools import partial

import httpx

from registry.access.grants.jobs import lapse_grants
from registry.access.issuer.jobs import rotating
from registry.accounts.account.jobs import purge_challenges
from registry.accounts.connectors.platforms import connectors, platform_client
from registry.accounts.sightings import jobs as sightings
from registry.accounts.sightings.service import JOB
from registry.badges.badge.jobs import renew_and_expire
from registry.badges.cases.events import COPY as FINDINGS_KEPT
from registry.badges.cases.events import HANDLERS as FINDINGS
from registry.badges.decisions.events import COPY as DECISIONS_KEPT
from registry.badges.decisions.events import HANDLERS as DECISIONS
from registry.badges.measures.jobs import forget_old_reports, lapse_unconfirmed
from registry.departures.erasure.events import HANDLERS as RECEIPTS
from registry.departures.erasure.jobs import erasing
from registry.departures.erasure.service import JOB as ERASE_DUE
from registry.people.invitations.jobs import forget_expired_invitations
from registry.reactions import REACTIONS
from registry.settings import Settings
from shared.events import Following
from shared.jobs import Work, Worker
from shared.upstream import peer_of


def build_worker(settings: Settings) -> Worker:
    """Follow verdicts and receipts; look, erase, purge, expire and rotate by the clock (UTC)."""
    client = httpx.AsyncClient()
    verification = peer_of(settings, settings.verification_url, client)
    content = peer_of(settings, settings.content_url, client)
    look_at_due = partial(sightings.look_at_due, connectors=connectors(settings, platform_client()))
    erase_due = erasing(settings.vault, settings.public_url if settings.issues_tokens else None)
    schedules: dict[tuple[str, str], Work] = {
        ("forget_expired_invitations", "10 17 * * *"): forget_expired_invitations,
        ("lapse_grants", "*/5 * * * *"): lapse_grants,
        ("purge_challenges", "40 * * * *"): purge_challenges,
        ("forget_unlinked_sightings", "50 17 * * *"): sightings.forget_unlinked,
        ("look_at_due_accounts", "*/5 * * * *"): look_at_due,
        ("forget_old_reports", "5 18 * * *"): forget_old_reports,
        ("lapse_unconfirmed", "* * * * *"): lapse_unconfirmed,
        ("renew_and_expire", "*/5 * * * *"): renew_and_expire,
        ("erase_due_by_the_clock", "* * * * *"): erase_due,
    }
    if settings.issues_tokens:
        schedules["rotate_signing_key", "20 18 * * *"] = rotating(settings.vault)
    return Worker(
        settings,
        entrypoints={JOB: look_at_due, ERASE_DUE: erase_due},
        schedules=schedules,
        followings=[
            Following(
                "verification",
                verification,
                {**DECISIONS, **FINDINGS, **RECEIPTS},
                [DECISIONS_KEPT, FINDINGS_KEPT],
            ),
            Following("content", content, RECEIPTS),
        ],
        reactions=REACTIONS,
    )
