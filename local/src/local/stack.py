"""The stack of one machine: what every deployment has, and the personas of the demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.deployment import SERVICE_ROLE, Client, Deployment, read_clients, read_deployment

CHECKOUT = Path(__file__).resolve().parents[3]
PERSONAS = Path(__file__).with_name("personas.toml")
STORY = "local.story"
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "registry": {
        "VERIFICATION_URL": "{verification}",
        "CONTENT_URL": "{content}",
        "X_API_URL": "{platforms}",
        "INSTAGRAM_API_URL": "{platforms}",
        "FACEBOOK_API_URL": "{platforms}",
        "PLATFORM_TOKEN": "{platform_token}",
    },
    "verification": {"REGISTRY_URL": "{registry}", "ASSESS_BATCH": "4"},
    "content": {"REGISTRY_URL": "{registry}"},
}
"""What only this stack sets; places in braces become addresses, and a token made once."""


@dataclass(frozen=True, slots=True)
class Stack(Deployment):
    """All that runs here, and all who call."""

    @property
    def personas(self) -> tuple[Client, ...]:
        """Clients that people use by hand: all but the services themselves."""
        return tuple(client for client in self.clients if client.role != SERVICE_ROLE)


@cache
def stack() -> Stack:
    """The stack this checkout describes."""
    every = read_deployment(CHECKOUT / "deploy")
    return Stack(every.services, (*every.clients, *read_clients(PERSONAS)), every.roles)
