"""Background work of this service: what it follows and what it does by the clock."""

from functools import partial

import httpx

from registry.access.grants.jobs import lapse_grants
from registry.access.issuer.jobs import rotating
from registry.accounts.account.jobs import purge_challenges
from registry.accounts.connectors.platforms import connectors, platform_client
from registry.accounts.sightings import jobs as sightings
from registry.accounts.sightings.service import JOB
from registry.badges.badge.events import COPY as DECISIONS_KEPT
from registry.badges.badge.events import HANDLERS as DECISIONS
from registry.badges.badge.jobs import renew_and_expire
from registry.badges.cases.events import COPY as FINDINGS_KEPT
from registry.badges.cases.events import HANDLERS as FINDINGS
from registry.badges.measures.jobs import lapse_unconfirmed
from registry.people.invitations.jobs import forget_expired_invitations
from registry.reactions import REACTIONS
from registry.settings import Settings
from shared.events import Following
from shared.jobs import Work, Worker
from shared.upstream import peer_of


def build_worker(settings: Settings) -> Worker:
    """Follow verification's verdicts; look, purge, expire and rotate by the clock (UTC)."""
    peer = peer_of(settings, settings.verification_url, httpx.AsyncClient())
    copies = [DECISIONS_KEPT, FINDINGS_KEPT]
    verdicts = Following("verification", peer, DECISIONS | FINDINGS, copies)
    look_at_due = partial(sightings.look_at_due, connectors=connectors(settings, platform_client()))
    schedules: dict[tuple[str, str], Work] = {
        ("forget_expired_invitations", "10 17 * * *"): forget_expired_invitations,
        ("lapse_grants", "*/5 * * * *"): lapse_grants,
        ("purge_challenges", "40 * * * *"): purge_challenges,
        ("forget_unlinked_sightings", "50 17 * * *"): sightings.forget_unlinked,
        ("look_at_due_accounts", "*/5 * * * *"): look_at_due,
        ("lapse_unconfirmed", "* * * * *"): lapse_unconfirmed,
        ("renew_and_expire", "*/5 * * * *"): renew_and_expire,
    }
    if settings.issues_tokens:
        schedules["rotate_signing_key", "20 18 * * *"] = rotating(settings.vault)
    return Worker(
        settings,
        entrypoints={JOB: look_at_due},
        schedules=schedules,
        followings=[verdicts],
        reactions=REACTIONS,
    )
