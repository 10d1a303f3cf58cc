"""The processes of the stack, each with its command and what must be said to it."""

import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.environment import Surroundings, inherited, service_environment
from local.ports import HOST


@dataclass(frozen=True, slots=True)
class Member:
    """One process; ``address`` is empty for those that answer no HTTP."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    address: str = ""
    user: str | None = None
    folder: Path | None = None
    ending: signal.Signals = signal.SIGTERM


def postgres_member(around: Surroundings) -> Member:
    """SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave."""
    cluster = around.cluster
    return Member(
        "postgres",
        cluster.command,
        {**inherited(), "LC_ALL": "C"},
        around.places.logs / "postgres.log",
        user=cluster.user,
        folder=cluster.data,
        ending=signal.SIGINT,
    )


def serving_members(around: Surroundings) -> list[Member]:
    """What answers HTTP: the platforms and every service."""
    return [platforms_member(around)] + [
        service_member(around, service.name, "serve") for service in around.stack.services
    ]


def working_members(around: Surroundings) -> list[Member]:
    """The worker of every service."""
    return [service_member(around, service.name, "work") for service in around.stack.services]


def service_member(around: Surroundings, name: str, word: str) -> Member:
    """``python -m <service> serve`` or ``work``."""
    called = name if word == "serve" else f"{name}-worker"
    return Member(
        called,
        (sys.executable, "-m", name, word),
        service_environment(around, around.stack.service(name)),
        around.places.logs / f"{called}.log",
        address=around.addresses[name] if word == "serve" else "",
    )


def platforms_member(around: Surroundings) -> Member:
    """The simulated platforms, whose profiles outlive a restart."""
    port, state = str(around.ports["platforms"]), str(around.places.profiles)
    options = ("--host", HOST, "--port", port, "--state", state)
    return Member(
        "platforms",
        (sys.executable, "-m", "local.platforms", *options),
        {**inherited(), "PLATFORMS_TOKEN": around.keys.platform_token},
        around.places.logs / "platforms.log",
        address=around.addresses["platforms"],
    )
