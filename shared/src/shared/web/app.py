"""The application of a service, assembled in the order a request meets it."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from joserfc.jwk import KeySet
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from shared.database import open_sessions
from shared.migrations import head_of
from shared.reactions import Reactions
from shared.settings import Issuer, ServiceSettings
from shared.web import explanations, feed, health, trail
from shared.web.backlog import Question
from shared.web.blocking import BlockingVerifier
from shared.web.context import Meters, RequestContext
from shared.web.crossorigin import ALLOWED, EXPOSED, OpenToPages
from shared.web.docs import install_docs
from shared.web.keys import FetchedKeys
from shared.web.openapi import describe_service
from shared.web.problems import install_problems
from shared.web.tokens import FixedKeys, KeySource, TokenVerifier, TrustedIssuer

API_VERSION = "1.0.0"
Part = Callable[[FastAPI], AbstractAsyncContextManager[Any]]
"""Something of the service that lives as long as the application, such as a cache."""


@dataclass(frozen=True)
class Service:
    """What makes one service this service."""

    name: str
    title: str
    summary: str
    routers: Sequence[APIRouter]
    parts: Sequence[Part] = ()
    reactions: Reactions = field(default_factory=dict)
    """What follows from what, in the transaction of the change."""
    lost: Callable[[Request], Response] | None = None
    """The page for people whose link leads nowhere; programs get a problem."""
    gauges: Sequence[Question] = ()
    """Figures of its own on ``/metrics``, asked of the database."""
    own_keys: Callable[[FastAPI], Sequence[TrustedIssuer]] | None = None
    """Issuers whose keys the service itself keeps: an embedded one."""


class LencanaApp(FastAPI):
    """FastAPI with the request context around everything, faults included."""

    meters: Meters
    https: bool

    def build_middleware_stack(self) -> ASGIApp:
        """The framework's stack inside ours."""
        inner = OpenToPages(super().build_middleware_stack(), self.routes)
        return RequestContext(
            inner,
            service=self.state.service,
            meters=self.meters,
            version=API_VERSION,
            https=self.https,
        )


def build_service(settings: ServiceSettings, service: Service) -> FastAPI:
    """One independent application; nothing happens at import time."""
    app = LencanaApp(
        title=service.title,
        version=API_VERSION,
        lifespan=_lifespan(settings, service),
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.meters, app.https = Meters(), settings.public_url.startswith("https://")
    app.state.gauges = service.gauges
    app.state.settings, app.state.service, app.state.meters = settings, service.name, app.meters
    app.state.lost = service.lost
    install_problems(app)
    _install_cors(app, settings)
    for router in (*service.routers, feed.router, trail.router, explanations.router, health.router):
        app.include_router(router)
    install_docs(app, settings.public_token_url)
    describe_service(app, service.name, service.summary)
    return app


def _lifespan(
    settings: ServiceSettings, service: Service
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        url = settings.database_url.get_secret_value()
        async with AsyncExitStack() as stack:
            app.state.sessions = await stack.enter_async_context(
                open_sessions(
                    url,
                    pool_size=settings.pool_size,
                    reactions=service.reactions,
                    pooled=settings.is_pooled,
                )
            )
            app.state.head = head_of(service.name)
            own = service.own_keys(app) if service.own_keys else ()
            genuine = TokenVerifier(service.name, [*trusted(settings), *own])
            app.state.tokens = BlockingVerifier(genuine, app.state.sessions)
            for part in service.parts:
                await stack.enter_async_context(part(app))
            yield

    return lifespan


def trusted(settings: ServiceSettings) -> list[TrustedIssuer]:
    """The configured issuers with their ways to keys."""
    return [TrustedIssuer(issuer, _keys_of(issuer, settings)) for issuer in settings.issuers]


def _keys_of(issuer: Issuer, settings: ServiceSettings) -> KeySource:
    if issuer.jwks is not None:
        return FixedKeys(KeySet.import_key_set(issuer.jwks))  # type: ignore[arg-type]
    url = issuer.jwks_url or ""
    loopback = url.startswith(("http://127.0.0.1:", "http://localhost:", "http://[::1]:"))
    if not (url.startswith("https://") or loopback or settings.environment == "development"):
        raise ValueError(f"keys of {issuer.issuer} must be fetched over https")
    return FetchedKeys(url)


def _install_cors(app: FastAPI, settings: ServiceSettings) -> None:
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST", "PATCH", "PUT", "DELETE"],
            allow_headers=[*ALLOWED.split(", "), "If-Match"],
            expose_headers=EXPOSED.split(", "),
        )
