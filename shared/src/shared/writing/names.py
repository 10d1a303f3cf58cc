"""What may stand in a name, of somebody or of something.

A name stands where readers trust what they read, so it is no place for links, handles or calls.
"""

import re
import unicodedata

_BETWEEN = frozenset(" .,'’`-–()/&:+\"“”")
"""``Dr. Ir. H. Ma'ruf, S.T., M.M. (Han.)``, ``X & Y``, ``Tahap 2026/2027: dasar``."""
_BETWEEN_OF_PERSONS = frozenset(" .,'’`-()/")
_ADDRESS = re.compile(
    r"(?i)://|\bwww\.|\w\.(?:com|net|org|info|biz|xyz|online|site|link|shop|club|bet|win|app|web\.id"
    r"|(?:co|go|or|ac|my|sch)\.id)\b|\bbit\.ly\b|\bt\.me\b|\bwa\.me\b"
)
"""No degree and no abbreviation ends like these; ``S.Si``, ``S.E`` and ``M.Si`` must pass."""


def is_a_name(text: str) -> bool:
    """Whether it can name a thing: Latin letters, digits, and the signs that names have."""
    return _made_of(text, _BETWEEN, digits=True)


def is_a_persons_name(text: str) -> bool:
    """Whether it can name somebody, with titles and degrees: Latin letters, no digits."""
    return _made_of(text, _BETWEEN_OF_PERSONS, digits=False)


def _made_of(text: str, between: frozenset[str], *, digits: bool) -> bool:
    plain = unicodedata.normalize("NFC", text)
    fits = all(c in between or _is_latin(c) or (digits and c in "0123456789") for c in plain)
    return fits and any(map(str.isalpha, plain)) and not _ADDRESS.search(plain)


def _is_latin(character: str) -> bool:
    """Letters that look like Latin ones and are none are how one poses as another."""
    if character.isascii():
        return character.isalpha()
    kind = unicodedata.category(character)
    name = unicodedata.name(character, "")
    return kind == "Mn" or (kind[0] == "L" and name.startswith("LATIN") and kind != "Lm")
