"""What anybody reads of the models: HTML and drawn plots, no script, Indonesian first."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.language import Text
from verification.models.rules.cards import LIMITS, Card
from verification.models.rules.plots import BAR, SIDE, WIDTH, bars_of, dots_of

_FOLDER = Path(__file__).parent / "templates"
_STYLE = (_FOLDER / "page.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Content-Language": "id, en",
}
_ENGINE = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
WORLDS = {
    "simulated": Text("akun simulasi", "simulated accounts"),
    "simulated-other": Text("dunia simulasi lain", "another simulated world"),
    "repositories": Text("repositori publik", "public repositories"),
}


def models_page(cards: Sequence[Card]) -> str:
    """All models, with plots for those that were measured."""
    shown = [
        {
            "card": card,
            "alarms": bars_of(card.rates, "false_alarms", full=0.05),
            "recall": bars_of(card.rates, "recall", full=1.0),
            "dots": dots_of(card.rates),
        }
        for card in cards
    ]
    return _ENGINE.get_template("models.html").render(
        style=_STYLE,
        shown=shown,
        limits=LIMITS,
        world=_world,
        percent=_percent,
        bar=BAR,
        width=WIDTH,
        side=SIDE,
    )


def _world(name: str) -> Text:
    return WORLDS.get(name, Text(name, name))


def _percent(share: Any) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".").replace(".", ",") + " %"
