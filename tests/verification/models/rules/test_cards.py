"""What a card says comes from the model's own file, and rates only from that very file."""

import json

from verification.eligibility.rules.engines import engines, present
from verification.models.rules.cards import LIMITS, Rate, cards, measured

RATE = {
    "world": "simulated",
    "measure": "recall",
    "group": "10-20 %",
    "weeks": 52,
    "share": 0.5,
    "histories": 400,
}


def test_every_model_that_judged_has_a_card_and_no_other_has() -> None:
    named = {(card.name, card.version, card.sha256) for card in cards()}

    assert named == {(e.model.name, e.model.version, e.model.sha256) for e in engines()}


def test_the_one_in_use_is_the_one_that_judges() -> None:
    (used,) = [card for card in cards() if card.in_use]

    assert used.sha256 == present().model.sha256


def test_every_card_tells_its_licence_and_data() -> None:
    assert all(card.licence and "github.com" in card.data for card in cards())


def test_rates_belong_to_the_file_they_were_measured_on() -> None:
    raw = json.dumps({"model_sha256": "ab", "rates": [RATE]}).encode()

    assert measured(raw) == {"ab": (Rate("simulated", "recall", "10-20 %", 52, 0.5, 400),)}
    assert measured(None) == {}


def test_limits_are_told_in_both_languages() -> None:
    assert all(limit.id and limit.en and limit.id != limit.en for limit in LIMITS)
