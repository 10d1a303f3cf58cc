"""A small service of nothing but the plumbing, on a real PostgreSQL."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import uuid4

import httpx
import pytest
from fastapi import Depends, FastAPI, Response
from pydantic import SecretStr

from shared.caller import Caller
from shared.clock import Now
from shared.database import Sessions, Transaction, open_sessions
from shared.events import record
from shared.migrations import upgrade
from shared.settings import Issuer, ServiceSettings
from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster, create_database
from shared.testing.tokens import TestIssuer
from shared.versions import check_version
from shared.web.app import Service, build_service
from shared.web.auth import PUBLIC, require
from shared.web.etags import IfMatch
from shared.web.idempotency import Once
from shared.web.routing import api_router
from shared.wire import Count, ShortText, Wire

MOST_BYTES = 1000


class Thing(Wire):
    """Something to send."""

    size: Count
    name: ShortText
    number: Count = 0


router = api_router("/v1/things", tags=["things"], max_body_size=MOST_BYTES)
Maker = Annotated[Caller, Depends(require("things.write"))]


@router.post("", status_code=201)
async def make_thing(
    thing: Thing, caller: Maker, session: Transaction, once: Once, now: Now, response: Response
) -> Thing:
    """Make a thing and tell of it."""
    response.headers.update({"Location": f"/v1/things/{thing.size}", "ETag": '"1"'})
    await record(
        session,
        type="thing.made.v1",
        subject=thing.name,
        data={"size": thing.size},
        person=None,
        now=now,
        internal=thing.name.startswith("internal"),
        actor=caller.principal,
    )
    return thing


@router.patch("/{number}")
async def change_thing(
    number: int, caller: Maker, version: IfMatch, change: Thing | None = None
) -> Thing:
    """Change version 3 of a thing."""
    check_version(version, 3)
    return Thing(size=number, name="changed")


@router.get("/{number}", dependencies=[PUBLIC])
async def read_thing(number: int) -> Thing:
    """A thing; number 7 is broken and says a civil-service number that must not get out."""
    if number == 7:
        raise RuntimeError("198704152010012903")
    return Thing(size=number, name="thing")


@pytest.fixture(scope="module")
def database_url(cluster: Cluster) -> str:
    name = f"t{uuid4().hex[:12]}"
    create_database(cluster, "verification", name)
    upgrade("verification", cluster.url(name, "verification_owner"))
    return cluster.url(name, "verification")


@pytest.fixture
def app(database_url: str, issuer: TestIssuer) -> FastAPI:
    settings = ServiceSettings(
        database_url=SecretStr(database_url),
        issuers=(Issuer.model_validate(issuer.settings),),
    )
    return build_service(settings, Service("verification", "Things", "Things", [router]))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with answering(app, "things") as client:
        yield client


@pytest.fixture
async def sessions(database_url: str) -> AsyncIterator[Sessions]:
    async with open_sessions(database_url, pool_size=20) as sessions:
        yield sessions
