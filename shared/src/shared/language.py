"""Bahasa Indonesia first, English second, in everything a person reads."""

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


def _weight(entry: str) -> float:
    _, _, quality = entry.partition(";q=")
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


def preferred(accept_language: str) -> Language:
    """``en`` only when the header asks for English before Indonesian (RFC 9110 §12.5.4)."""
    ranked = sorted(
        (e.replace(" ", "") for e in accept_language.split(",")), key=_weight, reverse=True
    )
    for entry in ranked:
        tag = entry.partition(";")[0].partition("-")[0].lower()
        if tag in ("id", "ms"):
            return "id"
        if tag == "en":
            return "en"
    return "id"
