"""What every connector reads of profiles, against the platforms' documented shapes, over HTTP."""

from collections.abc import Mapping

import pytest

from registry.accounts.connectors.profiles import (
    Connector,
    NamesOnly,
    NotFound,
    NotProfessional,
    ProfileSnapshot,
)
from tests.registry.accounts.connectors.asking import PLATFORMS, handle
from tests.registry.simulated import Platforms


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_profile_is_read_with_its_number(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name = handle()
    number = platforms.put(
        platform, name, bio="Humas ✨ GPR-0000-0000-0000", website="https://a.go.id"
    )

    seen = await asked[platform].fetch_profile(name)

    assert seen.platform_account_id == number
    assert seen.handle == name
    assert "Humas ✨ GPR-0000-0000-0000" in seen.text


@pytest.mark.parametrize(("platform", "posts"), [("x", 31), ("instagram", 31), ("facebook", None)])
async def test_the_same_reading_tells_followers_and_posts(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str, posts: int | None
) -> None:
    name = handle()
    platforms.put(platform, name, followers=612, posts=31)

    seen = await asked[platform].fetch_profile(name)

    assert (asked[platform].metric, seen.audience, seen.posts) == ("followers", 612, posts)


@pytest.mark.parametrize("platform", ["x", "facebook"])
async def test_an_account_is_found_by_its_number_under_whatever_name(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name, new_name = handle(), handle()
    number = platforms.put(platform, name)
    platforms.rename(platform, name, new_name)
    platforms.put(platform, name)

    seen = (await asked[platform].find_numbered([number]))[number]

    assert isinstance(seen, ProfileSnapshot)
    assert (seen.platform_account_id, seen.handle) == (number, new_name)


@pytest.mark.parametrize("platform", ["x", "facebook"])
async def test_a_number_nobody_has_is_not_found(
    asked: Mapping[str, Connector], platform: str
) -> None:
    number = "10000000000000000"

    found = await asked[platform].find_numbered([number])

    assert isinstance(found[number], NotFound)


async def test_instagram_finds_nobody_by_number(asked: Mapping[str, Connector]) -> None:
    [answer] = (await asked["instagram"].find_numbered(["17841400000000000"])).values()

    assert isinstance(answer, NamesOnly)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_an_empty_profile_is_a_profile(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name = handle()
    platforms.put(platform, name)

    assert "GPR" not in (await asked[platform].fetch_profile(name)).text


ABSENT = {"x": NotFound, "instagram": NotProfessional, "facebook": NotFound}


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_who_does_not_exist_is_not_found(
    asked: Mapping[str, Connector], platform: str
) -> None:
    with pytest.raises(ABSENT[platform]):
        await asked[platform].fetch_profile(handle())


async def test_x_says_that_a_profile_is_hidden(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    name = handle()
    platforms.put("x", name, private=True)

    assert (await asked["x"].fetch_profile(name)).protected


@pytest.mark.parametrize("platform", ["instagram", "facebook"])
async def test_a_personal_profile_looks_absent(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name = handle()
    platforms.put(platform, name, private=True)

    with pytest.raises(NotProfessional):
        await asked[platform].fetch_profile(name)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_renamed_profile_no_longer_answers_to_its_old_name(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name, new_name = handle(), handle()
    number = platforms.put(platform, name)
    platforms.rename(platform, name, new_name)

    with pytest.raises(ABSENT[platform]):
        await asked[platform].fetch_profile(name)
    assert (await asked[platform].fetch_profile(new_name)).platform_account_id == number


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_recycled_handle_has_another_number(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name = handle()
    number = platforms.put(platform, name)
    platforms.recycle(platform, name)

    assert (await asked[platform].fetch_profile(name)).platform_account_id != number
