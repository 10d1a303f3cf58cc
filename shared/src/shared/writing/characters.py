"""Which characters a public text may hold, and the one form it is kept in.

Every feed and page must be able to carry it (XML 1.0, section 2.2), and it must read as it looks.
"""

import re
import unicodedata
from enum import StrEnum
from itertools import pairwise

SPACE_JOINER, NON_JOINER, JOINER = "\u200b", "\u200c", "\u200d"
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Forms send CRLF, Word a vertical tab: all of them mean a new line."""

_SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and c not in "\x1c\x1d\x1e\x1f")
"""Around a text they mean nothing; the separators among the control characters are none of them."""

_CARRIED_BY_NONE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
_HIDING = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ue000-\uf8ff"
    "\U00013441\U00013442\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000effef\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
"""Default_Ignorable_Code_Point of Unicode, blanks that count as letters, and private use."""

REFUSED_EVERYWHERE = (
    r"\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    r"\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0"
    r"\ue000-\uf8ff"
)
"""The same for a contract, as every engine reads it: what no text of the basic plane may hold
whatever stands beside it. Beyond that plane notations of engines differ; there we only refuse."""

_JOINING_SCRIPTS = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\u1a00-\u1a1f\u1b00-\u1bff\u1cc0-\u1ccf\ua930-\ua95f\ua980-\ua9df"
    "\U00011ee0-\U00011eff\U00011f00-\U00011f5f]"
)
"""Jawi, Bugis, Balinese, Sundanese, Batak, Rejang, Javanese, Makassar, Kawi: there the joiners
choose a form of a letter, and the space of no width shows where a line may break."""

_PICTURES = {"So", "Sk", "Sm", "Me", "Cn"}
"""Categories of emoji and what colours them; an emoji newer than our tables is unassigned."""


class Unfit(StrEnum):
    """Why a text cannot go out as it is."""

    CONTROL = "control_character"
    TURNING = "turning_character"
    HIDING = "hiding_character"


def normal(text: str) -> str:
    """The form a text is kept in: NFC, lines ended by ``\\n``, nothing around it."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text)).strip(_SPACES)


def one_line(text: str) -> str:
    """The same for what stands on one line: a line end or a tab is a space there."""
    return re.sub(r"\s*[\n\t]\s*", " ", normal(text))


def unfit(text: str) -> Unfit | None:
    """The first kind of character that a public text may not hold."""
    if _CARRIED_BY_NONE.search(text):
        return Unfit.CONTROL
    if _TURNING.search(text):
        return Unfit.TURNING
    return Unfit.HIDING if _HIDING.search(text) and _hides(text) else None


def carried(text: str) -> str:
    """The text as any feed can carry it, for what was written down before this was asked."""
    return _CARRIED_BY_NONE.sub("\ufffd", text)


def is_legible(text: str) -> bool:
    """Whether there is at least one letter or digit that can be seen."""
    return any(unicodedata.category(c)[0] in "LN" and not _HIDING.match(c) for c in text)


def is_unseen(character: str) -> bool:
    """Whether nobody sees the character, wherever it stands."""
    return bool(_HIDING.match(character) or _TURNING.match(character))


def _hides(text: str) -> bool:
    framed = f"\n{text}\n"
    triples = zip(framed, pairwise(framed[1:]), strict=False)
    return any(
        _HIDING.match(sign) and not _belongs(sign, before, after)
        for before, (sign, after) in triples
    )


def _belongs(sign: str, before: str, after: str) -> bool:
    """Whether the script, or the emoji, needs the sign just there."""
    if sign in "\ufe0e\ufe0f":
        return not before.isalpha() and not before.isspace() and not is_unseen(before)
    if sign == JOINER and _is_picture(before) and _is_picture(after):
        return True
    if sign not in (SPACE_JOINER, NON_JOINER, JOINER):
        return False
    neighbours = [_JOINING_SCRIPTS.match(c) is not None for c in (before, after)]
    foreign = [c.isalnum() for c in (before, after)]
    return any(neighbours) and all(n or not f for n, f in zip(neighbours, foreign, strict=True))


def _is_picture(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in _PICTURES
