"""A change made on another version than the current one is refused."""

import pytest

from shared.versions import StaleVersion, check_version


def test_a_change_on_the_current_version_passes() -> None:
    check_version(3, 3)


@pytest.mark.parametrize("meant", [2, 4])
def test_a_change_on_another_version_is_stale(meant: int) -> None:
    with pytest.raises(StaleVersion):
        check_version(meant, 3)
