"""People with tokens, talking to the registry about their accounts."""

from typing import Any

import httpx

from shared.testing.tokens import TestIssuer
from tests.registry.given import Enrolled
from tests.registry.simulated import Platforms

ACCOUNTS = "/v1/me/accounts"


class Person:
    """Somebody with a token, talking to the registry."""

    def __init__(self, client: httpx.AsyncClient, issuer: TestIssuer, officer: Enrolled) -> None:
        self.officer = officer
        self._client = client
        self._issuer = issuer

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        headers = self._issuer.headers("registry.me", subject=self.officer.subject)
        return await self._client.post(path, json=body, headers=headers)

    async def get(self, path: str) -> httpx.Response:
        headers = self._issuer.headers("registry.me", subject=self.officer.subject)
        return await self._client.get(path, headers=headers)

    async def delete(self, path: str, version: int | None = 1) -> httpx.Response:
        headers = self._issuer.headers("registry.me", subject=self.officer.subject)
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return await self._client.delete(path, headers=headers)

    async def register(self, url: str) -> httpx.Response:
        return await self.post(ACCOUNTS, {"url": url, "consent": True})

    async def claim(self, url: str) -> str:
        answer = await self.register(url)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def code_for(self, account_id: str) -> str:
        answer = await self.post(f"{ACCOUNTS}/{account_id}/challenges")
        assert answer.status_code == 201, answer.text
        return str(answer.json()["code"])

    async def prove(self, account_id: str) -> httpx.Response:
        return await self.post(f"{ACCOUNTS}/{account_id}/proofs")


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and kind of a problem document."""
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


async def linked_account(
    person: Person, platforms: Platforms, name: str, platform: str = "x"
) -> str:
    """An account the person has just proven to control; its id."""
    platforms.put(platform, name)
    account_id = await person.claim(f"https://www.{platform}.com/{name}")
    platforms.put(platform, name, bio=await person.code_for(account_id))
    answer = await person.prove(account_id)
    assert answer.status_code == 200, answer.text
    return account_id
