"""The verification service on a real PostgreSQL, one database a module."""

from shared.testing.fixtures import fixtures
from tests.services import VERIFICATION

database, settings, app, client, sessions = fixtures(VERIFICATION)
