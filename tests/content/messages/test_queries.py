"""How institutions lie under each other, as the registry told."""

from content.messages.queries import lines_of
from shared.database import Sessions, system_transaction
from tests.content import given


async def test_each_institution_comes_with_all_above_it(sessions: Sessions) -> None:
    top = await given.institution(sessions)
    middle = await given.institution(sessions, parent=top)
    low = await given.institution(sessions, parent=middle)

    async with system_transaction(sessions) as session:
        lines = await lines_of(session, [low, middle, low, "klpd:NOBODY"])

    assert lines == {
        low: {low, middle, top},
        middle: {middle, top},
        "klpd:NOBODY": {"klpd:NOBODY"},
    }


async def test_a_circle_that_the_registry_told_of_ends(sessions: Sessions) -> None:
    top = await given.institution(sessions)
    low = await given.institution(sessions, parent=top)
    await given.told(
        sessions, "institution.changed.v1", code=top, name="a", kind="kementerian", parent=low
    )

    async with system_transaction(sessions) as session:
        assert await lines_of(session, [top]) == {top: {top, low}}


async def test_nobody_asked_for_is_nobody_told(sessions: Sessions) -> None:
    async with system_transaction(sessions) as session:
        assert await lines_of(session, []) == {}
