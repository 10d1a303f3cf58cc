"""Every operation of the three services, and who may call it."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

from shared.deployment import read_roles, read_scopes
from shared.web.openapi import scopes_asked
from tests import services
from tests.conventions.checkout import ROOT

APPS: dict[str, FastAPI] = {
    tested.name: tested.build_app(tested.settings.model_construct()) for tested in services.ALL
}
SCOPES = read_scopes(ROOT / "deploy/roles.toml")
ROLES = read_roles(ROOT / "deploy/roles.toml")
ASKED: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    name: scopes_asked(app) for name, app in APPS.items()
}
"""By service, method and path."""


def operations() -> Iterator[tuple[str, str, RouteContext]]:
    for name, app in APPS.items():
        for route in iter_route_contexts(app.routes):
            yield name, str(route.path), route


OPERATIONS = [o for o in operations() if getattr(o[2], "dependant", None) is not None]
