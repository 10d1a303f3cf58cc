"""What a deployment consists of, read from TOML: services, roles, and clients that have a role."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.language import Text

SERVICE_ROLE = "service"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a token may do, and who gives it to a client: ``one``, ``two`` or ``operator``."""

    name: str
    meaning: Text
    granted_by: str = "one"


@dataclass(frozen=True, slots=True)
class Role:
    """Scopes that belong together."""

    name: str
    meaning: Text
    scopes: tuple[str, ...]

    @property
    def scope(self) -> str:
        """As OAuth writes it: names with spaces between."""
        return " ".join(self.scopes)


@dataclass(frozen=True, slots=True)
class Service:
    """One service: the port it listens on by default, and the keys it needs as settings."""

    name: str
    port: int
    keys: tuple[str, ...]

    @property
    def prefix(self) -> str:
        """Of its settings: ``CONTENT_``."""
        return f"{self.name.upper()}_"


@dataclass(frozen=True, slots=True)
class Client:
    """One client of the embedded issuer."""

    id: str
    name: str
    role: str
    institutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deployment:
    """The services and all who call them from the first day."""

    services: tuple[Service, ...]
    clients: tuple[Client, ...]
    roles: Mapping[str, Role]

    def service(self, name: str) -> Service:
        """The service of that name."""
        return next(service for service in self.services if service.name == name)

    def scope_of(self, client: Client) -> str:
        """What the client's tokens may carry."""
        return self.roles[client.role].scope


def read_scopes(roles: Path) -> dict[str, Scope]:
    """The one list of scopes, by name."""
    return {
        name: Scope(name, Text(told["id"], told["en"]), told.get("granted_by", "one"))
        for name, told in _document(roles)["scopes"].items()
    }


def read_roles(roles: Path) -> dict[str, Role]:
    """Who holds which scopes, by name."""
    return {
        name: Role(name, Text(told["id"], told["en"]), tuple(told["scopes"]))
        for name, told in _document(roles)["roles"].items()
    }


def read_clients(path: Path) -> tuple[Client, ...]:
    """The clients a file describes."""
    return tuple(
        Client(id, told["name"], told["role"], tuple(told.get("institutions", ())))
        for id, told in _document(path)["clients"].items()
    )


def read_deployment(folder: Path) -> Deployment:
    """``stack.toml`` and ``roles.toml``; every service is a client of the others."""
    described = _document(folder / "stack.toml")["services"]
    services = tuple(
        Service(name, told["port"], tuple(told["keys"])) for name, told in described.items()
    )
    peers = tuple(Client(name, told["client"], SERVICE_ROLE) for name, told in described.items())
    clients = (*peers, *read_clients(folder / "stack.toml"))
    return Deployment(services, clients, read_roles(folder / "roles.toml"))


def _document(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
