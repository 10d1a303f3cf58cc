"""Every connector against the platforms' documented shapes, over HTTP, on good days and bad."""

import base64
from collections.abc import AsyncIterator, Iterator, Mapping
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr

from registry.accounts.connectors.platforms import connectors
from registry.accounts.connectors.profiles import (
    AuthExpired,
    Changed,
    Connector,
    NotFound,
    NotProfessional,
    Private,
    ProfileTrouble,
    RateLimited,
    Unavailable,
)
from registry.settings import Settings
from tests.registry.simulated import TOKEN, Platforms, running_platforms

PLATFORMS = ["x", "instagram", "facebook"]


@pytest.fixture(scope="module")
def platforms() -> Iterator[Platforms]:
    with running_platforms() as platforms:
        yield platforms


def settings_for(url: str, token: str = TOKEN) -> Settings:
    return Settings(
        database_url=SecretStr("postgresql+asyncpg://unused"),
        environment="development",
        field_key=SecretStr(base64.b64encode(b"f" * 32).decode()),
        index_key=SecretStr(base64.b64encode(b"i" * 32).decode()),
        x_api_url=url,
        instagram_api_url=url,
        facebook_api_url=url,
        platform_token=SecretStr(token),
    )


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=2, follow_redirects=False) as client:
        yield client


@pytest.fixture
def asked(platforms: Platforms, client: httpx.AsyncClient) -> Mapping[str, Connector]:
    return connectors(settings_for(platforms.url), client)


def handle() -> str:
    return f"u{uuid4().hex[:12]}"


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
    assert len(seen.raw_sha256) == 64


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_an_empty_profile_is_a_profile(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name = handle()
    platforms.put(platform, name)

    assert "GPR" not in (await asked[platform].fetch_profile(name)).text


ABSENT = {"x": NotFound, "instagram": NotProfessional, "facebook": NotFound}
HIDDEN = {"x": Private, "instagram": NotProfessional, "facebook": NotProfessional}


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_who_does_not_exist_is_not_found(
    asked: Mapping[str, Connector], platform: str
) -> None:
    with pytest.raises(ABSENT[platform]):
        await asked[platform].fetch_profile(handle())


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_hidden_profile_is_said_to_be_hidden(
    platforms: Platforms, asked: Mapping[str, Connector], platform: str
) -> None:
    name = handle()
    platforms.put(platform, name, private=True)

    with pytest.raises(HIDDEN[platform]):
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


BAD_DAYS: list[tuple[dict[str, object], type[ProfileTrouble]]] = [
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
    trouble: type[ProfileTrouble],
) -> None:
    name = handle()
    platforms.put(platform, name)
    platforms.misbehave(platform, **mischief)
    try:
        with pytest.raises(trouble) as caught:
            await asked[platform].fetch_profile(name)
    finally:
        platforms.behave(platform)

    assert 1 <= caught.value.retry_after <= 3600  # type: ignore[attr-defined]


async def test_x_says_when_to_come_back(
    platforms: Platforms, asked: Mapping[str, Connector]
) -> None:
    platforms.misbehave("x", status=429, retry_after=120, times=1)

    with pytest.raises(RateLimited) as caught:
        await asked["x"].fetch_profile(handle())

    assert 110 <= caught.value.retry_after <= 120


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
