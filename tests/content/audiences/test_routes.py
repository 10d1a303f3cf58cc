"""How many officers a draft would reach, over HTTP and on real PostgreSQL."""

import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.content import given
from tests.content.desk import Desk


async def test_an_audience_of_a_few_is_not_counted(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    draft = await desk.drafted()
    for _ in range(19):
        await given.officer(sessions, issuer, desk.institution)

    path = f"/v1/messages/{draft['id']}/audience-preview"
    few = await desk.client.get(path, headers=desk.headers())
    unit = await given.institution(sessions, parent=desk.institution)
    for _ in range(3):
        await given.officer(sessions, issuer, unit)
    await given.officer(sessions, issuer, unit, badged=False)
    more = await desk.client.get(path, headers=desk.headers())

    assert few.json() == {"officers": None, "hidden_below": 20}
    assert more.json() == {"officers": 20, "hidden_below": 20}


async def crowd(
    desk: Desk, sessions: Sessions, issuer: TestIssuer, officers: int, platform: str
) -> None:
    """Officers of the desk's institution with a badge on a platform."""
    for _ in range(officers):
        await given.officer(sessions, issuer, desk.institution, platform=platform)


@pytest.mark.parametrize(("platforms", "officers"), [([], 40), (["x"], None), (["x", "y"], 40)])
async def test_only_badges_on_the_platforms_meant_are_counted(
    desk: Desk,
    sessions: Sessions,
    issuer: TestIssuer,
    platforms: list[str],
    officers: int | None,
) -> None:
    await crowd(desk, sessions, issuer, 15, "x")
    await crowd(desk, sessions, issuer, 25, "y")
    audience = {"institutions": [desk.institution], "platforms": platforms}
    draft = await desk.drafted(audience=audience)

    answer = await desk.client.get(
        f"/v1/messages/{draft['id']}/audience-preview", headers=desk.headers()
    )

    assert answer.json()["officers"] == officers


async def test_the_audience_of_the_present_words_counts(
    desk: Desk, sessions: Sessions, issuer: TestIssuer
) -> None:
    await crowd(desk, sessions, issuer, 20, "instagram")
    elsewhere = await given.institution(sessions)
    audience = {"institutions": [elsewhere], "platforms": []}
    path = f"/v1/messages/{(await desk.drafted(audience=audience))['id']}"

    before = await desk.client.get(f"{path}/audience-preview", headers=desk.headers())
    await desk.client.patch(
        path,
        json={"audience": {"institutions": [desk.institution]}},
        headers=desk.headers() | {"If-Match": '"1"'},
    )
    after = await desk.client.get(f"{path}/audience-preview", headers=desk.headers())

    assert (before.json()["officers"], after.json()["officers"]) == (None, 20)
