"""Words of a list in a column: typed in the code, bare in the database."""

from enum import StrEnum

import pytest
from sqlalchemy import Text, make_url

from content.metadata import Word

POSTGRESQL = make_url("postgresql+asyncpg://").get_dialect()()


class Season(StrEnum):
    RAIN = "rain"
    DRY = "dry"


SEASON = Word(Season)


def test_a_word_is_kept_bare() -> None:
    kept = SEASON.process_bind_param(Season.RAIN, POSTGRESQL)

    assert (kept, type(kept)) == ("rain", str)


def test_a_word_comes_back_as_its_list_knows_it() -> None:
    assert SEASON.process_result_value("dry", POSTGRESQL) is Season.DRY


def test_a_word_of_no_list_is_not_read() -> None:
    with pytest.raises(ValueError, match="snow"):
        SEASON.process_result_value("snow", POSTGRESQL)


def test_nothing_stays_nothing() -> None:
    assert SEASON.process_bind_param(None, POSTGRESQL) is None
    assert SEASON.process_result_value(None, POSTGRESQL) is None


def test_the_column_is_plain_text() -> None:
    assert isinstance(SEASON.load_dialect_impl(POSTGRESQL), Text)
