"""The catalogue of this service's tables."""

from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Dialect, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from shared.metadata import new_metadata
from shared.plumbing import declare_plumbing

Known = TypeVar("Known", bound=StrEnum)


class Base(DeclarativeBase):
    """Parent of every mapped class of the service."""

    metadata = new_metadata()


class Word(TypeDecorator[Known]):
    """One word of a known list, kept as text; a row with any other word cannot be read."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Known]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Known | str | None, dialect: Dialect) -> str | None:
        """The bare word."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Known | None:
        """The word as its list knows it."""
        return None if value is None else self.words(value)


declare_plumbing(Base.metadata)
