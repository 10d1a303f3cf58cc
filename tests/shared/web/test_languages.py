"""The language of an answer, and that caches hear of it."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from shared.web.languages import Spoken

app = FastAPI()


@app.get("/")
def read(language: Spoken) -> str:
    return language


def test_an_answer_says_its_language_and_that_it_depends_on_the_asker() -> None:
    client = TestClient(app)

    answers = [client.get("/", headers={"Accept-Language": asked}) for asked in ("en", "id", "fr")]

    assert [answer.json() for answer in answers] == ["en", "id", "id"]
    assert [answer.headers["Content-Language"] for answer in answers] == ["en", "id", "id"]
    assert {answer.headers["Vary"] for answer in answers} == {"Accept-Language"}
