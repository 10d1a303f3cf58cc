"""Background work of this service: it follows the registry and lets messages expire."""

import httpx

from content.messages.jobs import expiry
from content.recipients.events import COPY, HANDLERS
from content.settings import Settings
from shared.blocked import BLOCKING, BLOCKS
from shared.events import Following
from shared.jobs import Worker
from shared.upstream import peer_of


def build_worker(settings: Settings) -> Worker:
    """Keep the recipients as the registry tells; once a minute look for the last moments past."""
    peer = peer_of(settings, settings.registry_url, httpx.AsyncClient())
    return Worker(
        settings,
        entrypoints={},
        schedules={("expire_messages", "* * * * *"): expiry(settings.public_url)},
        followings=[Following("registry", peer, {**HANDLERS, **BLOCKING}, [COPY, BLOCKS])],
    )
