"""Alembic asks here which tables there should be."""

from shared.migrations import run_environment
from verification.metadata import Base

run_environment("verification", Base.metadata)
