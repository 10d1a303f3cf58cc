"""How far a service's background work is behind, from its metrics, and what of it is worrying."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

GAUGE = re.compile(r"^lencana_(\w+)(?:{peer=\"(\w+)\"})? ([-+.\w]+)$", re.M)
SILENT_SECONDS, WAITING_SECONDS, LATE_SECONDS = 15, 15, 20
"""A worker beats every 5 s, publishes at once, and reads an idle feed every 10 s."""


OVERDUE_SECONDS = 2 * 86_400
"""Looks are spread over five days of a week; two more are there for trying again."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One peer's feed as it is followed."""

    lag: int
    """Events known of and not applied."""
    seconds: int
    """Since nothing was left to apply."""
    set_aside: int
    refused: bool


@dataclass(frozen=True, slots=True)
class Lags:
    """What waits in one service."""

    queued: int
    unpublished: int
    unpublished_seconds: int
    worker_seconds: int
    feeds: dict[str, Feed]
    look_seconds: int = 0
    """Age of the oldest weekly look at an account that is due; of the registry alone."""

    def __str__(self) -> str:
        """For the status table."""
        feeds = [f"{peer} {feed.lag} ({feed.seconds} s)" for peer, feed in self.feeds.items()]
        counts = [f"antre · queued {self.queued}", f"belum terbit · unpublished {self.unpublished}"]
        return ", ".join([*feeds, *counts, *self.worries])

    @property
    def worries(self) -> list[str]:
        """What somebody should look at: the words of the run-book."""
        return list(self._worries())

    def _worries(self) -> Iterator[str]:
        if self.worker_seconds > SILENT_SECONDS:
            yield f"PEKERJA DIAM · WORKER SILENT {self.worker_seconds} s"
        if self.unpublished_seconds > WAITING_SECONDS:
            yield f"TAK TERBIT · NOT PUBLISHED {self.unpublished_seconds} s"
        if self.look_seconds > OVERDUE_SECONDS:
            yield f"AKUN BELUM DILIHAT · ACCOUNTS NOT LOOKED AT {self.look_seconds // 86_400} d"
        for peer, feed in self.feeds.items():
            if feed.refused:
                yield f"UMPAN LAIN · ANOTHER FEED {peer}"
            if feed.seconds > LATE_SECONDS:
                yield f"TERLAMBAT · LATE {peer} {feed.seconds} s"
            if feed.set_aside:
                yield f"DISISIHKAN · SET ASIDE {peer} {feed.set_aside}"


def lags_of(address: str) -> Lags | None:
    """Asked of a running service; nothing when it does not answer."""
    try:
        page = httpx.get(f"{address}/metrics", timeout=5).text
    except httpx.HTTPError:
        return None
    return read_lags(page)


def read_lags(page: str) -> Lags:
    """From a page of metrics; what it does not tell counts as nothing."""
    told = {(name, peer): int(float(value)) for name, peer, value in GAUGE.findall(page)}
    peers = [peer for name, peer in told if name == "feed_lag"]
    return Lags(
        queued=told.get(("jobs_queued", ""), 0),
        unpublished=told.get(("events_unpublished", ""), 0),
        unpublished_seconds=told.get(("events_unpublished_age_seconds", ""), 0),
        worker_seconds=told.get(("worker_age_seconds", ""), 0),
        feeds={
            peer: Feed(
                lag=told.get(("feed_lag", peer), 0),
                seconds=told.get(("feed_lag_seconds", peer), 0),
                set_aside=told.get(("feed_set_aside", peer), 0),
                refused=told.get(("feed_refused", peer), 0) > 0,
            )
            for peer in peers
        },
        look_seconds=told.get(("looks_lag_seconds", ""), 0),
    )
