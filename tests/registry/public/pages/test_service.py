"""A badge is found by the end of an address, as people type it."""

import pytest

from registry.badges.badge.errors import BadgeUnknown
from registry.public.pages.service import badge_at
from shared.database import Sessions, system_transaction
from tests.registry import scenes


async def test_an_id_is_read_with_and_without_hyphens(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    async with system_transaction(sessions) as session:
        found = [await badge_at(session, text) for text in (str(badge.id), badge.id.hex)]

    assert [each.id for each in found] == [badge.id, badge.id]


@pytest.mark.parametrize("written", ["", "abc", "198704152010012903"])
async def test_what_is_no_id_is_not_repeated(sessions: Sessions, written: str) -> None:
    async with system_transaction(sessions) as session:
        with pytest.raises(BadgeUnknown) as refused:
            await badge_at(session, written)

    assert "1987" not in str(refused.value.facts)
