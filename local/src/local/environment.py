"""The settings each service process is started with."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass

from local.keys import Keys
from local.places import Places
from local.ports import HOST
from local.postgres import Cluster
from local.stack import SETTINGS, Stack
from shared.deployment import Client, Service


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything a process of this stack may have to be told."""

    places: Places
    stack: Stack
    keys: Keys
    ports: Mapping[str, int]
    cluster: Cluster

    @property
    def addresses(self) -> dict[str, str]:
        """Base URL of every listening process, by name."""
        return {name: f"http://{HOST}:{port}" for name, port in self.ports.items()}

    @property
    def token_url(self) -> str:
        """Where tokens are issued."""
        return f"{self.addresses['registry']}/oauth/token"


def inherited() -> dict[str, str]:
    """This process's environment; bytecode is kept, because compiling takes most of a start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def service_environment(around: Surroundings, service: Service) -> dict[str, str]:
    """This process's environment, with the stack's own settings on top of what the caller set."""
    told = {
        "DATABASE_URL": around.cluster.url(service.name, service.name),
        "MIGRATION_DATABASE_URL": around.cluster.url(f"{service.name}_owner", service.name),
        "HOST": HOST,
        "PORT": str(around.ports[service.name]),
        "PUBLIC_URL": around.addresses[service.name],
        "ENVIRONMENT": "development",
        "CLIENT_ID": service.name,
        "CLIENT_SECRET": around.keys.clients[service.name],
        "TOKEN_URL": around.token_url,
        "PUBLIC_TOKEN_URL": around.token_url,
        **issuers(around, service),
        **{name: around.keys.keys[service.prefix + name] for name in service.keys},
        **filled(around, SETTINGS[service.name]),
    }
    return {**inherited(), **{service.prefix + name: value for name, value in told.items()}}


def issuers(around: Surroundings, service: Service) -> dict[str, str]:
    """The registry issues the tokens itself; the others take its public keys from there."""
    registry = around.addresses["registry"]
    if service.name == "registry":
        return {}
    issuer = {"issuer": registry, "jwks_url": f"{registry}/oauth/jwks.json"}
    return {"ISSUERS": json.dumps([issuer])}


def filled(around: Surroundings, settings: Mapping[str, str]) -> dict[str, str]:
    """Settings with addresses in their places."""
    facts = {**around.addresses, "platform_token": around.keys.platform_token}
    return {name: value.format(**facts) for name, value in settings.items()}


def client_documents(around: Surroundings) -> dict[str, dict[str, object]]:
    """All clients as ``clients sync`` reads them."""
    return {
        client.id: {
            "name": client.name,
            "secret": around.keys.clients[client.id],
            "scope": around.stack.scope_of(client),
            "institutions": list(client.institutions),
        }
        for client in around.stack.clients
    }


def credentials(around: Surroundings) -> dict[str, dict[str, str]]:
    """What ``credentials.json`` tells about each persona."""
    return {client.id: credential(around, client) for client in around.stack.personas}


def credential(around: Surroundings, client: Client) -> dict[str, str]:
    """One persona's way to a token."""
    return {
        "client_id": client.id,
        "client_secret": around.keys.clients[client.id],
        "token_url": around.token_url,
        "scope": around.stack.scope_of(client),
    }
