"""Bahasa Indonesia first, English second, in everything a person reads."""

import re
from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; ``{name}`` places are filled by ``format``."""

    id: str
    en: str

    def format(self, **facts: Any) -> "Text":
        """The same sentence with its places filled."""
        return Text(self.id.format(**facts), self.en.format(**facts))

    def pick(self, language: Language) -> str:
        """The sentence in one language."""
        return self.en if language == "en" else self.id


_INDONESIAN = frozenset({"id", "in", "ind", "ms", "jv", "jw", "su"})
"""``in`` and ``jw`` as Java and old Android say it; who reads Malay, Javanese or Sundanese too."""

_ENGLISH = frozenset({"en", "eng"})
_ENTRY = re.compile(
    r"([a-z]{1,8}|\*)(?:[-_][a-z0-9]{1,8})*(?:;q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?", re.ASCII
)


def _entry(written: str) -> tuple[float, str]:
    """The weight and the language of one entry; weight 0, so never wanted, when unreadable."""
    match = _ENTRY.fullmatch("".join(written.lower().split()))
    return (float(match[2] or 1), match[1]) if match else (0.0, "")


def preferred(accept_language: str) -> Language:
    """``en`` only when the header asks for English before Indonesian (RFC 9110 §12.5.4)."""
    entries = [_entry(written) for written in accept_language.split(",")]
    for weight, tag in sorted(entries, key=lambda entry: -entry[0]):
        if weight and tag in _INDONESIAN:
            return "id"
        if weight and tag in _ENGLISH:
            return "en"
    return "id"
