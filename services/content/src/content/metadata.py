"""The catalogue of this service's tables."""

from sqlalchemy.orm import DeclarativeBase

from shared.metadata import new_metadata
from shared.plumbing import declare_plumbing


class Base(DeclarativeBase):
    """Parent of every mapped class of the service."""

    metadata = new_metadata()


declare_plumbing(Base.metadata)
