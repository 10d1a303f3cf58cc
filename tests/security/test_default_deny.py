"""Nothing is open by accident: every operation says who may call it and what it may change."""

from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext

from shared.web.auth import Permission, public
from shared.web.etags import IfMatch
from shared.web.idempotency import once
from tests.operations import OPERATIONS, operations

PLAIN_ROUTES = {"/openapi.json", "/docs", "/redoc", "/docs/assets", "/v1/badges/lookup"}
"""Served without FastAPI's dependencies; public on purpose."""

POSTS_WITHOUT_EFFECT = {
    "/oauth/token": "a token may be asked for again and again",
    "/v1/badges/lookup": "only reads",
}
CHANGES_WITHOUT_VERSION = {
    "/v1/me/badges/{badge_id}/hiding": "only the own hiding ends, and only while it stands",
    "/v1/me": "leaving must never fail for a stale page",
    "/v1/me/consents/{purpose}": "withdrawing must never fail for a stale page",
    "/v1/clients/{client_id}": "disabling must never fail for a stale page",
    "/v1/blocked-principals/{block_id}": "lifting must never fail for a stale page",
    "/v1/client-grants/{grant_id}": "refusing must never fail for a stale page",
    "/v1/me/corrections/{correction_id}": "taking back must never fail for an answer meanwhile",
    "/v1/policy-drafts/{draft_id}": "a draft never changes, it is only withdrawn",
}


def calls(dependant: Dependant) -> Iterator[object]:
    """Every dependency of an operation, however deep."""
    yield dependant.call
    for part in dependant.dependencies:
        yield from calls(part)


IDS = [f"{name} {sorted(route.methods or ())} {path}" for name, path, route in OPERATIONS]


@pytest.mark.parametrize(("name", "path", "route"), OPERATIONS, ids=IDS)
def test_every_operation_has_an_explicit_rule(name: str, path: str, route: RouteContext) -> None:
    rules = {c for c in calls(route.dependant) if isinstance(c, Permission) or c is public}

    assert len(rules) == 1, "one of require(…) or PUBLIC"


def test_only_listed_routes_live_without_a_rule() -> None:
    plain = {path for _, path, route in operations() if getattr(route, "dependant", None) is None}

    assert plain <= PLAIN_ROUTES


@pytest.mark.parametrize(("name", "path", "route"), OPERATIONS, ids=IDS)
def test_every_write_is_safe_to_repeat(name: str, path: str, route: RouteContext) -> None:
    used, methods = set(calls(route.dependant)), route.methods or set()
    version = IfMatch.__metadata__[0].dependency  # type: ignore[attr-defined]

    if "POST" in methods:
        assert (once in used) != (path in POSTS_WITHOUT_EFFECT)
    if methods & {"PATCH", "PUT", "DELETE"}:
        assert (version in used) != (path in CHANGES_WITHOUT_VERSION)


def test_no_operation_acts_on_a_platform_for_anybody() -> None:
    """Nothing posts, likes, follows or schedules on a social platform (guard G2)."""
    forbidden = ("like", "follow", "publish-to", "tweet", "repost", "auto")
    paths = [path.lower() for _, path, _ in operations()]

    assert [path for path in paths if any(word in path for word in forbidden)] == []
