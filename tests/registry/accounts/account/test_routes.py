"""Registering accounts and letting go of them, over HTTP."""

from uuid import uuid4

import httpx
import pytest

from shared.testing.tokens import TestIssuer
from tests.registry import scenes
from tests.registry.given import Enrolled
from tests.registry.persons import ACCOUNTS, Person, problem


async def test_one_account_a_platform(person: Person) -> None:
    await person.claim(f"x.com/{scenes.handle()}")

    assert problem(await person.register(f"x.com/{scenes.handle()}")) == (
        409,
        "platform-already-used",
    )


@pytest.mark.parametrize(
    ("url", "type"),
    [
        ("https://x.com/kоmdigi", "look-alike-handle"),
        ("https://www.instagram.com/kom%E2%80%8Bdigi", "look-alike-handle"),
        ("https://www.tiktok.com/@contoh", "platform-not-supported"),
        ("https://x.com/contoh/status/1", "address-unreadable"),
        ("https://x.com/lebih_dari_lima_belas", "address-unreadable"),
        ("bukan alamat", "address-unreadable"),
    ],
)
async def test_what_is_no_account_of_ours_is_refused(person: Person, url: str, type: str) -> None:
    assert problem(await person.register(url)) == (400, type)


@pytest.mark.parametrize("consent", [False, None, "true", 1])
async def test_no_account_without_consent(person: Person, consent: object) -> None:
    answer = await person.post(ACCOUNTS, {"url": "https://x.com/contoh", "consent": consent})

    assert answer.status_code == 400


async def test_another_persons_account_is_unknown(person: Person, other: Person) -> None:
    account_id = await other.claim(f"x.com/{scenes.handle()}")
    path = f"{ACCOUNTS}/{account_id}"

    answers = [
        await person.get(path),
        await person.get(f"{path}/conditions"),
        await person.post(f"{path}/challenges"),
        await person.post(f"{path}/proofs"),
        await person.delete(path),
    ]

    assert [problem(answer) for answer in answers] == [(404, "account-unknown")] * 5
    assert (await person.get(ACCOUNTS)).json() == {"items": []}


async def test_nobody_outside_the_programme_registers_accounts(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    nobody = Person(client, issuer, Enrolled(uuid4(), "klpd:K0", f"nobody-{uuid4()}"))

    assert problem(await nobody.register("https://x.com/contoh")) == (404, "not-enrolled")
    assert problem(await nobody.get(ACCOUNTS)) == (404, "not-enrolled")
