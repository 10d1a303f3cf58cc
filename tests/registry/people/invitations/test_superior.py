"""A superior with every right of a PR head, and of HR, who wants to know who took part."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.operations import ASKED, ROLES
from tests.registry import given
from tests.registry.people.acts import enrolled

RIGHTS = sorted({*ROLES["humas_head"].scopes, *ROLES["hr_system"].scopes})
READABLE = sorted(
    path
    for (method, path), scopes in ASKED["registry"].items()
    if method == "GET" and scopes and set(scopes) <= set(RIGHTS)
)
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
NAMED = {"purpose": "institution_name", "text_version": "2026-1", "name": "Sri Contoh"}


@dataclass
class Superior:
    """Somebody with a list of numbers, asking and asking again."""

    client: httpx.AsyncClient
    issuer: TestIssuer
    institution: str

    def headers(self) -> dict[str, str]:
        return self.issuer.headers(" ".join(RIGHTS), [self.institution], "superior")

    async def post(self, path: str, order: dict[str, Any]) -> httpx.Response:
        return await self.client.post(path, json=order, headers=self.headers())

    async def opens_a_cohort(self) -> str:
        order = {"name": "Uji", "starts_on": "2026-11-01", "expires_on": "2099-01-01"}
        answer = await self.post("/v1/cohorts", {**order, "institution": self.institution})
        return str(answer.json()["id"])

    async def sends(self, cohort: str, numbers: list[str]) -> httpx.Response:
        people = [{"number": number, "category": "PNS"} for number in numbers]
        return await self.post(f"/v1/cohorts/{cohort}/invitations", {"people": people})

    async def reads_everything(self, ids: dict[str, str]) -> dict[str, str]:
        """Every list and every row the rights open."""
        read = {}
        for path in READABLE:
            answer = await self.client.get(path.format(**ids), headers=self.headers())
            read[path] = without_chance(answer)
        return read


def without_chance(answer: httpx.Response) -> str:
    """An answer to the byte, but for what is drawn by lot, and the request's own name."""
    document = answer.json()
    for each in document.get("invited", ()):
        assert CODE.fullmatch(each["enrolment_code"])
        assert UUID(each["invitation_id"]).version == 4
        each["enrolment_code"], each["invitation_id"] = "code", "id"
    document.pop("instance", None)
    return f"{answer.status_code} {sorted(answer.headers)} {document}"


@pytest.fixture
async def superior(client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Superior:
    return Superior(client, issuer, await given.an_institution(sessions))


async def joins(superior: Superior, code: str, number: str) -> str:
    """By the person's own hand; the subject of the person's tokens."""
    subject = str(uuid4())
    answer = await enrolled(
        superior.client, superior.issuer, subject, enrolment_code=code, number=number
    )
    assert answer.status_code == 201, answer.text
    return subject


async def leaves(superior: Superior, subject: str) -> None:
    headers = superior.issuer.headers("registry.me", subject=subject)
    await superior.client.delete("/v1/me/consents/programme", headers=headers)


async def some_who_joined_left_or_kept_silent(
    superior: Superior, answer: httpx.Response, numbers: list[str]
) -> None:
    codes = {each["index"]: each["enrolment_code"] for each in answer.json()["invited"]}
    for index in (0, 3):
        await joins(superior, codes[index], numbers[index])
    await leaves(superior, await joins(superior, codes[1], numbers[1]))


async def test_the_same_list_again_answers_alike_whoever_joined_left_or_kept_silent(
    superior: Superior, sessions: Sessions
) -> None:
    numbers = [given.a_nip() for _ in range(6)]
    another = Superior(superior.client, superior.issuer, await given.an_institution(sessions))
    elsewhere = await another.sends(await another.opens_a_cohort(), numbers[4:5])
    await joins(another, elsewhere.json()["invited"][0]["enrolment_code"], numbers[4])
    sent = [*numbers, "131110468", numbers[0], "198704152010012000"]
    cohort = await superior.opens_a_cohort()
    before = await superior.sends(cohort, sent)

    await some_who_joined_left_or_kept_silent(superior, before, numbers)
    after = await superior.sends(cohort, sent)
    in_another = await superior.sends(await superior.opens_a_cohort(), sent)

    assert without_chance(before) == without_chance(after) == without_chance(in_another)
    assert len(before.content) == len(after.content) == len(in_another.content)


async def test_each_number_alone_in_a_cohort_answers_alike(superior: Superior) -> None:
    numbers = [given.a_nip() for _ in range(6)]
    first = await superior.sends(await superior.opens_a_cohort(), numbers)
    await some_who_joined_left_or_kept_silent(superior, first, numbers)

    answers = {
        without_chance(await superior.sends(await superior.opens_a_cohort(), [number]))
        for number in (*numbers, given.a_nip())
    }

    assert len(answers) == 1


async def test_nothing_a_superior_may_read_changes_when_people_join_and_leave(
    superior: Superior,
) -> None:
    numbers = [given.a_nip() for _ in range(12)]
    cohort = await superior.opens_a_cohort()
    first = await superior.sends(cohort, numbers)
    order = {"institution": superior.institution, "category": "PNS", "number": numbers[0]}
    known = (await superior.post("/v1/officers", order)).json()["id"]
    held = {"institution": superior.institution, "course": "Uji", "held_on": "2026-11-01"}
    session = (await superior.post("/v1/training-sessions", held)).json()["id"]
    ids = {"cohort_id": cohort, "officer_id": known, "session_id": session}
    before = await superior.reads_everything(ids)

    await some_who_joined_left_or_kept_silent(superior, first, numbers)

    assert len(READABLE) >= 7
    assert await superior.reads_everything(ids) == before


async def test_whoever_showed_a_name_leaves_as_one_who_took_it_back(superior: Superior) -> None:
    numbers = [given.a_nip() for _ in range(2)]
    sent = await superior.sends(await superior.opens_a_cohort(), numbers)
    codes = [each["enrolment_code"] for each in sent.json()["invited"]]
    people = [await joins(superior, *pair) for pair in zip(codes, numbers, strict=True)]
    empty = without_chance(await superior.client.get("/v1/officers", headers=superior.headers()))
    for subject in people:
        headers = superior.issuer.headers("registry.me", subject=subject)
        answer = await superior.client.post("/v1/me/consents", json=NAMED, headers=headers)
        assert answer.status_code == 201

    shown = await superior.client.get("/v1/officers", headers=superior.headers())
    headers = superior.issuer.headers("registry.me", subject=people[0])
    await superior.client.delete("/v1/me/consents/institution_name", headers=headers)
    await leaves(superior, people[1])

    gone = [
        without_chance(
            await superior.client.get(f"/v1/officers/{id}", headers=superior.headers())
        ).replace(id, "id")
        for id in (each["id"] for each in shown.json()["items"])
    ]
    assert [each["name"] for each in shown.json()["items"]] == ["Sri Contoh"] * 2
    assert len(set(gone)) == 1
    listed = await superior.client.get("/v1/officers", headers=superior.headers())
    assert without_chance(listed) == empty
