"""The description of the local stack, read from ``stack.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Service:
    """One service: its default port, the keys it needs and the settings only this stack gives."""

    name: str
    port: int
    keys: tuple[str, ...]
    settings: Mapping[str, str]

    @property
    def prefix(self) -> str:
        """Of its settings: ``REGISTRY_``."""
        return f"{self.name.upper()}_"


@dataclass(frozen=True, slots=True)
class Client:
    """One client of the embedded issuer; a persona is one that people use by hand."""

    id: str
    name: str
    scope: str
    institutions: tuple[str, ...] = ()
    persona: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """All that runs, and all who call."""

    services: tuple[Service, ...]
    clients: tuple[Client, ...]
    story: str

    def service(self, name: str) -> Service:
        """The service of that name."""
        return next(service for service in self.services if service.name == name)


@cache
def stack() -> Stack:
    """The stack this checkout describes."""
    text = resources.files("local").joinpath("stack.toml").read_text("utf-8")
    described = tomllib.loads(text)
    services = tuple(
        Service(name, told["port"], tuple(told["keys"]), told["settings"])
        for name, told in described["services"].items()
    )
    clients = tuple(
        Client(**{**told, "institutions": tuple(told.get("institutions", ()))})
        for told in described["clients"]
    )
    return Stack(services, clients, described["story"])
