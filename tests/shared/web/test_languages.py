"""The language of an answer, and that caches hear of it."""

import httpx
from fastapi import FastAPI

from shared.web.languages import Spoken

app = FastAPI()


@app.get("/")
def read(language: Spoken) -> str:
    return language


async def test_an_answer_says_its_language_and_that_it_depends_on_the_asker() -> None:
    transport = httpx.ASGITransport(app)

    async with httpx.AsyncClient(transport=transport, base_url="http://a") as client:
        answers = [
            await client.get("/", headers={"Accept-Language": asked})
            for asked in ("en", "id", "fr")
        ]

    assert [answer.json() for answer in answers] == ["en", "id", "id"]
    assert [answer.headers["Content-Language"] for answer in answers] == ["en", "id", "id"]
    assert {answer.headers["Vary"] for answer in answers} == {"Accept-Language"}
