"""Alembic asks here which tables there should be."""

from registry.metadata import Base
from shared.migrations import run_environment

run_environment("registry", Base.metadata)
