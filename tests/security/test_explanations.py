"""Every problem type leads to a page that explains it, at every service that answers with it."""

import re
from typing import Any

import httpx
import pytest

from shared.web.explanations import AT_THE_GATE, known
from shared.web.problems import problem_slug
from tests.conventions.checkout import ROOT, SERVICES, text
from tests.conventions.problems_page import GATEWAY, SLUG, failures, http, spoken

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MINTED = [
    (service, slug)
    for service in SERVICES
    for slug in sorted(
        {problem_slug(kind) for home in ("shared", service) for kind in failures(home)}
        | {slug for _, (slug, *_) in http()}
        | set(AT_THE_GATE)
    )
]


@pytest.mark.parametrize(("service", "slug"), MINTED, ids=[" ".join(each) for each in MINTED])
async def test_a_type_is_explained_to_people_and_to_programs(
    clients: dict[str, httpx.AsyncClient], service: str, slug: str
) -> None:
    address = f"/problems/{slug}"

    told = await clients[service].get(address)
    page = await clients[service].get(address, headers=BROWSER)

    explanation: dict[str, Any] = told.json()
    assert (told.status_code, explanation["type"]) == (200, address)
    assert all(explanation[part][tongue] for part in ("title", "detail") for tongue in ("id", "en"))
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.index('lang="id"') < page.text.index('<h2 lang="en">')
    assert "{" not in re.sub(r"<style>.*</style>", "", page.text)


async def test_a_type_nobody_uses_is_unknown(clients: dict[str, httpx.AsyncClient]) -> None:
    answer = await clients["registry"].get("/problems/no-such-thing")

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/problem-unknown")


async def test_what_another_service_answers_is_explained_there(
    clients: dict[str, httpx.AsyncClient],
) -> None:
    assert (await clients["content"].get("/problems/officer-unknown")).status_code == 404


def test_the_gateways_words_are_explained_as_it_says_them() -> None:
    slugs, titles, details = text(ROOT / GATEWAY).split("map $tongue$uri ")
    title, detail = spoken(titles), spoken(details)
    said = {
        slug: (int(code), title[code], detail[code])
        for code, slug in SLUG.findall(slugs)
        if slug in AT_THE_GATE
    }
    missing = {slug for _, slug in SLUG.findall(slugs)} - set(known("registry"))

    assert said == {
        slug: (code, f"{t.id} · {t.en}", f"{d.id} · {d.en}")
        for slug, (code, t, d) in AT_THE_GATE.items()
    }
    assert missing == set()
