"""What the run-book tells an operator to search for is what is logged, exported and typed."""

import re

import pytest

from shared.events.commands import WORDS
from tests.conventions.checkout import ROOT, files, text

PAGES = (ROOT / "docs/operations/runbook.md", ROOT / "docs/howto/operations.md")
LOGGED = re.compile(r"[Ll]og(?: line)? `([a-z_]+)`")
GAUGES = re.compile(r"`(lencana_[a-z_]+)")
COMMANDS = re.compile(r"(?:python -m \S+ |`(?:… )?)feed ([a-z]+)")
SOURCE = "\n".join(text(path) for path in files("shared/src/*.py", "services/*/src/*.py"))


def spoken(pattern: re.Pattern[str]) -> list[str]:
    """Every word of that kind in what operators read."""
    return sorted({word for page in PAGES for word in pattern.findall(text(page))})


def test_there_are_words_to_look_for() -> None:
    assert {"peer_unavailable", "event_set_aside", "feed_is_another"} <= set(spoken(LOGGED))
    assert len(spoken(GAUGES)) > 9


@pytest.mark.parametrize("event", spoken(LOGGED))
def test_a_line_to_search_for_is_logged(event: str) -> None:
    assert re.search(rf"(log\.(warning|error)|tell)\(\s*\"{event}\"", SOURCE)


@pytest.mark.parametrize("gauge", spoken(GAUGES))
def test_a_metric_to_watch_is_exported(gauge: str) -> None:
    assert f'"{gauge.removesuffix("_total")}"' in SOURCE


def test_the_commands_to_type_exist() -> None:
    assert set(spoken(COMMANDS)) <= set(WORDS)
