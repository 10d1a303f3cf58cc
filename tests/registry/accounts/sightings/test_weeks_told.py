"""What verification hears of each week: followers, posts, what they received, or the reason."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from tests.registry import scenes
from tests.registry.accounts.sightings.weeks import a_badged_account, looked, sunday, told
from tests.registry.persons import Person, linked_account
from tests.registry.simulated import Platforms

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")


def post(weeks: int, days_before: float, **counts: int) -> dict[str, object]:
    """A post some days before the look of a week from now."""
    at = sunday(weeks) - timedelta(days=days_before)
    return {"at": at.isoformat(), "likes": 10, "comments": 2, "shares": 1, **counts}


async def test_every_week_is_told_once_and_posts_by_the_totals_when_no_list_tells_them(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name, followers=612, posts=31)
    platforms.misbehave("x", only_posts=True, status=503)
    profile = platforms.director.get(f"/x/profiles/{name}").json()
    await looked(app, 1)
    await looked(app, 1)
    platforms.put("x", name, followers=620, posts=34)
    await looked(app, 2)
    platforms.remove("x", name)
    await looked(app, 3)
    platforms.put("x", name, id=profile["id"], followers=630, posts=40)
    await looked(app, 5)

    weeks = [
        (w["metric"], w["audience"], w["posts"], w["missed"]) for w in await told(app, account_id)
    ]

    assert weeks == [
        ("followers", 612, None, None),
        ("followers", 620, 3, None),
        (None, None, None, "profile-not-found"),
        (None, None, None, "not-looked"),
        ("followers", 630, None, None),
    ]
    assert len({w["week"] for w in await told(app, account_id)}) == 5


async def test_the_same_look_tells_what_the_posts_of_seven_days_received(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name, followers=612)
    recent = [post(1, 0.5), post(1, 6, likes=7), post(1, 8), post(1, 30)]
    platforms.put("x", name, recent=recent)

    await looked(app, 1)

    [week] = await told(app, account_id)
    assert (week["posts"], week["engagement"]) == (2, 23)


async def test_a_list_that_cannot_be_read_costs_nobody_the_week(
    app: FastAPI, person: Person, other: Person, platforms: Platforms
) -> None:
    ids = [await linked_account(who, platforms, scenes.handle()) for who in (person, other)]
    platforms.misbehave("x", only_posts=True, status=429)

    await looked(app, 1)

    weeks = [week for account_id in ids for week in await told(app, account_id)]
    assert [(week["audience"], week["engagement"], week["missed"]) for week in weeks] == [
        (0, None, None),
        (0, None, None),
    ]
