"""Bad days of platforms, and answers nobody documented: none of them is an uncaught error."""

from collections.abc import Mapping

import httpx
import pytest

from registry.accounts.connectors.platforms import connectors
from registry.accounts.connectors.profiles import (
    AuthExpired,
    Changed,
    Connector,
    NotNow,
    RateLimited,
    Unavailable,
)
from tests.registry.accounts.connectors.asking import PLATFORMS, handle, settings_for
from tests.registry.simulated import Platforms

BAD_DAYS: list[tuple[dict[str, object], type[NotNow]]] = [
    ({"status": 429, "retry_after": 90}, RateLimited),
    ({"status": 500}, Unavailable),
    ({"status": 503}, Unavailable),
    ({"html": True}, Changed),
    ({"slow_seconds": 3.0}, Unavailable),
]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(("mischief", "trouble"), BAD_DAYS)
async def test_a_bad_day_is_nobodys_fault(
    platforms: Platforms,
    asked: Mapping[str, Connector],
    platform: str,
    mischief: dict[str, object],
    trouble: type[NotNow],
) -> None:
    name = handle()
    platforms.put(platform, name)
    platforms.misbehave(platform, **mischief)
    try:
        with pytest.raises(trouble) as caught:
            await asked[platform].fetch_profile(name)
    finally:
        platforms.behave(platform)

    assert 1 <= caught.value.retry_after <= 3600


async def test_x_says_when_to_come_back(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    platforms.misbehave("x", status=429, retry_after=120, times=1)

    with pytest.raises(RateLimited) as caught:
        await asked["x"].fetch_profile(handle())

    assert 110 <= caught.value.retry_after <= 120


HOSTILE = [
    {"x-rate-limit-reset": text, "retry-after": text}
    for text in ("nan", "-nan", "inf", "-1e400", "1e400", "-5", "9" * 400, "", "soon", "0x10", "٣")
] + [
    {"retry-after": "Thu, 99 Foo 99999 99:99:99 GMT"},
    {"retry-after": "Mon, 01 Jan 0001 00:00:00 GMT"},
]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("headers", HOSTILE, ids=range(len(HOSTILE)))
async def test_whatever_a_platform_writes_into_its_headers_is_survived(
    platform: str, status: int, headers: dict[str, str]
) -> None:
    sent = [(name.encode(), text.encode()) for name, text in headers.items()]
    transport = httpx.MockTransport(lambda request: httpx.Response(status, headers=sent))
    async with httpx.AsyncClient(transport=transport) as client:
        asked = connectors(settings_for("https://platform.example"), client)

        with pytest.raises(NotNow) as caught:
            await asked[platform].fetch_profile("contoh")

    assert 1 <= caught.value.retry_after <= 3600


@pytest.mark.parametrize(
    ("asks", "seconds"), [("120", 120), ("7.5", 7), ("99999999", 3600), ("-3", 1)]
)
async def test_a_pause_the_platform_asks_for_is_kept_within_reason(asks: str, seconds: int) -> None:
    transport = httpx.MockTransport(
        lambda request: httpx.Response(503, headers={"retry-after": asks})
    )
    async with httpx.AsyncClient(transport=transport) as client:
        asked = connectors(settings_for("https://platform.example"), client)

        with pytest.raises(Unavailable) as caught:
            await asked["x"].fetch_profile("contoh")

    assert caught.value.retry_after == seconds


ODD_COUNTS = [-1, 1.5, "612", True, None, 2_000_000_001, 10**4000, [], {"a": 1}]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("count", ODD_COUNTS, ids=range(len(ODD_COUNTS)))
async def test_a_count_that_is_none_is_not_told(platform: str, count: object) -> None:
    user = {"id": "1", "username": "contoh", "followers_count": count}
    body = {**user, "data": {**user, "public_metrics": user}, "business_discovery": user}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=body))
    async with httpx.AsyncClient(transport=transport) as client:
        asked = connectors(settings_for("https://platform.example"), client)

        assert (await asked[platform].fetch_profile("contoh")).audience is None


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_token_no_longer_accepted_is_told_apart(
    platforms: Platforms, client: httpx.AsyncClient, platform: str
) -> None:
    name = handle()
    platforms.put(platform, name)
    asked = connectors(settings_for(platforms.url, token="expired"), client)

    with pytest.raises(AuthExpired):
        await asked[platform].fetch_profile(name)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_nobody_listening_is_unavailable(client: httpx.AsyncClient, platform: str) -> None:
    asked = connectors(settings_for("http://127.0.0.1:9"), client)

    with pytest.raises(Unavailable):
        await asked[platform].fetch_profile(handle())


ODD: list[httpx.Response] = [
    httpx.Response(302, headers={"location": "http://169.254.169.254/"}),
    httpx.Response(200, content=b"[" * 200_000),
    httpx.Response(200, content=b'{"data": "' + b"x" * 400_000 + b'"}'),
    httpx.Response(200, json={"data": {"id": 5, "username": "a"}}),
    httpx.Response(200, json={"data": [], "business_discovery": []}),
    httpx.Response(200, json={"id": "1", "username": "a", "about": {}, "data": {"id": "1"}}),
    httpx.Response(400, json={"error": {"code": []}}),
    httpx.Response(400, json={"error": "no"}),
    httpx.Response(200, json=[]),
    httpx.Response(200, content=b""),
]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_an_undocumented_answer_proves_nothing(odd: httpx.Response, platform: str) -> None:
    transport = httpx.MockTransport(
        lambda request: httpx.Response(odd.status_code, headers=odd.headers, content=odd.content)
    )
    async with httpx.AsyncClient(transport=transport) as client:
        asked = connectors(settings_for("https://platform.example"), client)

        with pytest.raises(Changed):
            await asked[platform].fetch_profile("contoh")
