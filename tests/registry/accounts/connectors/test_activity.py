"""What a week's posts received, as each platform tells it; doubtful is unknown, never a guess."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from registry.accounts.connectors.platforms import connectors
from registry.accounts.connectors.posts import UNKNOWN, Activity, Post, Posts, activity
from registry.accounts.connectors.profiles import (
    AuthExpired,
    Changed,
    Connector,
    ProfileTrouble,
    RateLimited,
    Unavailable,
)
from tests.registry.accounts.connectors.asking import PLATFORMS, handle, settings_for
from tests.registry.simulated import Platforms

NOW = datetime(2026, 11, 26, 5, tzinfo=UTC)
SINCE = NOW - timedelta(days=7)
ASKED = ["x", "facebook"]


def post(days_ago: float, **counts: object) -> dict[str, object]:
    at = (NOW - timedelta(days=days_ago)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"at": at, "likes": 10, "comments": 2, "shares": 1, **counts}


async def told(
    platforms: Platforms, connector: Connector, platform: str, **profile: object
) -> Activity:
    name = handle()
    platforms.put(platform, name, **profile)
    return await connector.fetch_activity(await connector.fetch_profile(name), SINCE)


@pytest.mark.parametrize(
    ("platform", "engagement"), [("x", 26), ("instagram", 24), ("facebook", 26)]
)
async def test_posts_of_seven_days_and_what_they_received(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str, engagement: int
) -> None:
    recent = [post(0.1), post(6.9), post(7.1), post(400)]

    week = await told(platforms, asked[platform], platform, recent=recent, posts=4)

    assert week == Activity(2, engagement)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_who_posted_nothing_received_nothing(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    assert await told(platforms, asked[platform], platform, recent=[]) == Activity(0, 0)


ODD_COUNTS = [-1, 2_000_000_001, 10**30, "7", None, True, 1.5, [3]]


@pytest.mark.parametrize("count", ODD_COUNTS, ids=str)
@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_count_that_is_none_leaves_the_sum_unknown_and_the_posts_told(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str, count: object
) -> None:
    recent = [post(1), post(2, comments=count)]

    week = await told(platforms, asked[platform], platform, recent=recent, posts=2)

    assert week == Activity(2, None)


async def test_likes_that_instagram_hides_are_unknown_and_no_zero(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    hidden = {"at": post(1)["at"], "comments": 4}

    week = await told(platforms, asked["instagram"], "instagram", recent=[hidden], posts=1)

    assert week == Activity(1, None)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_list_cut_within_the_week_is_unknown_and_one_cut_before_it_is_not(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    busy = [post(1)] * 101
    long_ago = [*[post(1)] * 3, *[post(30)] * 120]

    cut = await told(platforms, asked[platform], platform, recent=busy, posts=101)
    whole = await told(platforms, asked[platform], platform, recent=long_ago, posts=123)

    assert (cut, whole.posts) == (UNKNOWN, 3)


BAD_DAYS: list[tuple[dict[str, object], type[ProfileTrouble]]] = [
    ({"status": 429}, RateLimited),
    ({"status": 500}, Unavailable),
    ({"html": True}, Changed),
    ({"slow_seconds": 3.0}, Unavailable),
]


@pytest.mark.parametrize("platform", ASKED)
@pytest.mark.parametrize(("mischief", "trouble"), BAD_DAYS)
async def test_a_bad_day_of_the_lists_is_told_as_such(
    platforms: Platforms,
    asked: Mapping[str, Connector],
    platform: str,
    mischief: dict[str, object],
    trouble: type[ProfileTrouble],
) -> None:
    platforms.misbehave(platform, only_posts=True, **mischief)
    try:
        with pytest.raises(trouble):
            await told(platforms, asked[platform], platform)
    finally:
        platforms.behave(platform)


async def test_facebook_may_refuse_posts_to_who_has_no_permission_for_them() -> None:
    refused = {"error": {"code": 10, "message": "requires Page Public Content Access"}}
    page = {"id": "7", "username": "contoh", "followers_count": 612}

    def answer(request: httpx.Request) -> httpx.Response:
        posts = request.url.path.endswith("/posts")
        return httpx.Response(400 if posts else 200, json=refused if posts else page)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        facebook = connectors(settings_for("https://platform.example"), client)["facebook"]
        profile = await facebook.fetch_profile("contoh")

        with pytest.raises(AuthExpired):
            await facebook.fetch_activity(profile, SINCE)
    assert profile.audience == 612


ODD_LISTS: list[object] = [
    None,
    {},
    "x",
    [None],
    [{}],
    [{"created_at": 5}],
    [{"created_at": "soon"}],
]


@pytest.mark.parametrize("listed", ODD_LISTS, ids=str)
@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_list_nobody_documented_is_unknown(platform: str, listed: object) -> None:
    user = {"id": "1", "username": "contoh", "media": {"data": listed}}
    profile = {**user, "business_discovery": user}

    def answer(request: httpx.Request) -> httpx.Response:
        posts = request.url.path.endswith(("/posts", "/tweets"))
        lists = {"data": listed, "meta": {"result_count": 1}}
        return httpx.Response(200, json=lists if posts else {**profile, "data": user})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        connector = connectors(settings_for("https://platform.example"), client)[platform]
        seen = await connector.fetch_profile("contoh")

        assert await connector.fetch_activity(seen, SINCE) == UNKNOWN


@pytest.mark.parametrize(
    ("posts", "more", "week"),
    [
        ([], False, Activity(0, 0)),
        ([], True, UNKNOWN),
        ([Post(SINCE, 3)], False, Activity(1, 3)),
        ([Post(SINCE, 3)], True, UNKNOWN),
        ([Post(SINCE, 3), Post(SINCE - timedelta(seconds=1), 5)], True, Activity(1, 3)),
        ([Post(NOW, None), Post(NOW, 4)], False, Activity(2, None)),
    ],
)
def test_only_a_list_that_reaches_back_far_enough_is_counted(
    posts: list[Post], more: bool, week: Activity
) -> None:
    assert activity(Posts(posts, more), SINCE) == week
