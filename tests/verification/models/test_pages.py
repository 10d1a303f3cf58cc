"""The page of the models: plots without script, everything escaped."""

import html5lib

from verification.models.pages import models_page
from verification.models.rules.cards import Card, Rate, cards

RATES = (
    Rate("simulated", "false_alarms", "500-999", 52, 0.0123, 2000),
    Rate("simulated", "recall", "20-50 %", 52, 0.875, 400),
    Rate("repositories", "calibration", "0.01", 52, 0.008, 3000),
    Rate("<b>elsewhere</b>", "recall", "<script>", 12, 0.5, 10),
)
CARD = Card("growth", "9.9", "ab" * 32, True, "MIT", "data", RATES)


def test_rates_are_drawn_and_written() -> None:
    page = models_page([CARD])

    assert "1,23 % (n = 2000)" in page
    assert "87,5 % (n = 400)" in page
    assert page.count("<circle") == 1
    assert 'width="280.0"' in page


def test_what_was_never_measured_says_so() -> None:
    page = models_page([Card("growth", "9.9", "ab" * 32, False, "MIT", "data", ())])

    assert "belum ada angka" in page
    assert "<svg" not in page


def test_nothing_of_the_data_becomes_markup() -> None:
    page = models_page([CARD])

    assert "<script" not in page
    assert "<b>elsewhere" not in page


def test_the_page_is_sound_html() -> None:
    html5lib.HTMLParser(strict=True).parse(models_page(cards()))
