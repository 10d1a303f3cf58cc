"""The application, assembled from its features."""

from fastapi import FastAPI

from content.audiences import routes as audiences
from content.clearances import routes as clearances
from content.feeds import routes as feeds
from content.inbox import routes as inbox
from content.messages import routes as messages
from content.pages import routes as pages
from content.publications import routes as publications
from content.records import routes as records
from content.settings import Settings
from shared.web.app import Service, build_service


def build_app(settings: Settings) -> FastAPI:
    """One independent application; nothing happens at import time."""
    return build_service(
        settings,
        Service(
            name="content",
            title="Lencana Content",
            summary="Apa yang disampaikan, kepada siapa · What is told, and to whom",
            routers=(
                messages.router,
                audiences.router,
                clearances.router,
                inbox.router,
                feeds.router,
                publications.router,
                pages.router,
                records.router,
            ),
            lost=pages.unknown_address,
        ),
    )
