"""Alembic asks here which tables there should be."""

from content.metadata import Base
from shared.migrations import run_environment

run_environment("content", Base.metadata)
