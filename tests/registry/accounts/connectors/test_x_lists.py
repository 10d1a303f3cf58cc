"""A hundred users for one question to X, and nobody suffers for another."""

import json
from collections.abc import Mapping

import httpx
import pytest

from registry.accounts.connectors.platforms import connectors
from registry.accounts.connectors.profiles import (
    Changed,
    Connector,
    NotFound,
    ProfileSnapshot,
    RateLimited,
)
from tests.registry.accounts.connectors.asking import handle, settings_for
from tests.registry.simulated import Platforms


async def test_a_hundred_users_are_one_question(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    numbers = {platforms.put("x", name): name for name in (handle() for _ in range(100))}
    platforms.misbehave("x", status=429, times=1)

    limited = await asked["x"].find_numbered(numbers)
    found = await asked["x"].find_numbered(numbers)

    assert {type(answer) for answer in limited.values()} == {RateLimited}
    names = {n: seen.handle for n, seen in found.items() if isinstance(seen, ProfileSnapshot)}
    assert names == numbers


async def test_who_is_not_there_is_told_beside_the_others(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    number, absent = platforms.put("x", handle()), "10000000000000007"

    found = await asked["x"].find_numbered([absent, number])

    assert isinstance(found[absent], NotFound)
    assert isinstance(found[number], ProfileSnapshot)


async def test_names_are_asked_for_in_any_case(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    name, absent = handle(), handle()
    platforms.put("x", name.upper())

    found = await asked["x"].find_named([name, absent, "nama_duapuluh_huruf1"])

    assert isinstance(found[name], ProfileSnapshot)
    assert {type(found[absent]), type(found["nama_duapuluh_huruf1"])} == {NotFound}


async def test_a_name_x_finds_impossible_does_not_spoil_the_list(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    names = [handle() for _ in range(6)]
    for name in names:
        platforms.put("x", name)

    found = await asked["x"].find_named([*names[:3], "titik.titik", *names[3:]])

    assert [type(found[name]) for name in names] == [ProfileSnapshot] * 6
    assert isinstance(found["titik.titik"], Changed)


async def test_who_is_passed_over_in_silence_is_not_taken_for_gone(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    numbers = [platforms.put("x", handle()) for _ in range(4)]
    platforms.misbehave("x", partial=True, times=1)

    found = await asked["x"].find_numbered(numbers)

    assert [type(found[number]) for number in numbers] == [ProfileSnapshot, Changed] * 2


async def test_a_number_that_is_none_is_never_asked_for(asked: Mapping[str, Connector]) -> None:
    [answer] = (await asked["x"].find_numbered(["a,b"])).values()

    assert isinstance(answer, Changed)


ODD = [{"data": {}}, {"errors": {}}, {"data": ["x"]}, {"data": [{"id": 1}]}, {"errors": ["x"]}, {}]


@pytest.mark.parametrize("body", ODD, ids=json.dumps)
async def test_an_undocumented_list_tells_nothing_of_anybody(body: object) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=body))
    async with httpx.AsyncClient(transport=transport) as client:
        x = connectors(settings_for("https://platform.example"), client)["x"]

        found = await x.find_numbered(["1", "2"])

    assert {type(answer) for answer in found.values()} == {Changed}
