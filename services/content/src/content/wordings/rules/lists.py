"""Words that must not go out, as data: each list is a file with its version and its source."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from content.wordings.rules.findings import Finding, Hit

_FOLDER = Path(__file__).parent / "lists"
OF_WORDS = ("calls", "elections", "officeholders")
PLACES = ("title", "gap", "party")
"""What a list says once and its patterns refer to, in braces."""

_FEW = r"(?P<between>(?: \w+){0,4}?)"
"""A few words between, as a name may be; they are never shown."""

_AROUND = 80
"""How far from a match the words that excuse it may stand, in characters."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry of a list: any of the patterns, unless words beside it tell another story."""

    label: str
    finding: Finding
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    then: Finding | None
    """What it is instead, where it is excused; nothing by default."""

    def hits(self, words: str) -> Iterator[Hit]:
        """Where the rule bites, in plain words."""
        for match in (m for pattern in self.patterns for m in pattern.finditer(words)):
            around = words[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            excused = self.unless is not None and self.unless.search(around)
            finding = self.then if excused else self.finding
            if finding is not None:
                yield Hit(finding, self.label, _told(match))


def hits(words: str) -> Iterator[Hit]:
    """What any list finds in plain words."""
    for name in OF_WORDS:
        for rule in rules_of(name):
            yield from rule.hits(words)


@cache
def read(name: str) -> dict[str, Any]:
    """A list as it stands in its file."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rules_of(name: str) -> tuple[Rule, ...]:
    """The entries of a list of words."""
    written = read(name)
    places = {f"{{{name}}}": f"(?:{said})" for name, said in written.items() if name in PLACES}
    return tuple(
        Rule(
            label=f"{name}/{entry['name']}@{written['version']}",
            finding=Finding(entry["finding"]),
            patterns=tuple(_compiled(pattern, places) for pattern in entry["patterns"]),
            unless=_compiled(entry["unless"], {}) if "unless" in entry else None,
            then=Finding(entry["then"]) if "then" in entry else None,
        )
        for entry in written["rule"]
    )


def _compiled(pattern: str, places: dict[str, str]) -> re.Pattern[str]:
    for place, meant in {**places, "{few}": _FEW}.items():
        pattern = pattern.replace(place, meant)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


def _told(match: re.Match[str]) -> str:
    """The words of the match, without what may be a name between them."""
    if not match.re.groupindex or not match["between"]:
        return match[0]
    start, end = match.span("between")
    return f"{match.string[match.start() : start]} …{match.string[end : match.end()]}"
