"""The content service on a real PostgreSQL, one database a module."""

import pytest
from httpx import AsyncClient

from shared.database import Sessions
from shared.testing.fixtures import fixtures
from shared.testing.tokens import TestIssuer
from tests.content.desk import Desk, open_desk
from tests.services import CONTENT

database, settings, app, client, sessions = fixtures(CONTENT)


@pytest.fixture
async def desk(client: AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Desk:
    """A desk at an institution of its own."""
    return await open_desk(client, issuer, sessions)
