"""What natural sentences meet: innocent ones pass, harmful ones are caught for what they are."""

from pathlib import Path

import pytest

from content.wordings.rules.screening import Finding, screen
from tests.content.wordings.rules.test_screening import wording

CORPUS = Path(__file__).parent / "corpus"
NUMBERS = {Finding.CIVIL_SERVICE_NUMBER, Finding.IDENTITY_NUMBER}
CAUGHT_AS = {
    "calls": {Finding.CALL_AGAINST_PERSON},
    "elections": {Finding.BALLOT_NUMBER, Finding.VOTE_CALL, Finding.POLITICAL_PARTY},
    "numbers": NUMBERS,
    "praise": {Finding.OFFICEHOLDER_PRAISE},
}


def sentences(kind: str) -> list[tuple[str, str]]:
    files = sorted(CORPUS.glob(f"{kind}_*.txt"))
    return [
        (file.stem.partition("_")[2], line)
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize(("topic", "sentence"), sentences("pass"))
def test_an_innocent_sentence_passes(topic: str, sentence: str) -> None:
    blocking = [spot for spot in screen(wording(sentence)) if spot.blocks]

    assert blocking == [], topic


@pytest.mark.parametrize(("topic", "sentence"), sentences("caught"))
def test_a_harmful_sentence_is_caught_for_what_it_is(topic: str, sentence: str) -> None:
    found = {spot.finding for spot in screen(wording(sentence)) if spot.blocks}

    assert found & CAUGHT_AS[topic]


@pytest.mark.parametrize("kind", ["pass", "caught"])
def test_the_corpus_stays_wide(kind: str) -> None:
    assert len(set(sentences(kind))) >= 150
