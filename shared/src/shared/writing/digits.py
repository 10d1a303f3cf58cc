"""The digits a reader sees in a text, however they are written or kept apart.

Full-width, circled and mathematical digits, digits of other scripts and letters that look like
one are digits here; what is unseen is nothing; everything but letters only keeps digits apart.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from shared.writing.characters import is_unseen

_LOOK_ALIKES = {**dict.fromkeys("oοоօⲟ", "o"), **dict.fromkeys("liıіιӏ", "i")}
"""Latin, Greek, Cyrillic, Armenian and Coptic letters, lower case, that look like 0 or 1."""

_RUN = re.compile(r"[0-9oi]+(?: +[0-9oi]+)*")
_OF_A_WORD = re.compile(r"(?<=x)[oi]+|[oi]+(?=x)")
_SPOKEN = {
    word: str(value)
    for value, said in enumerate(
        (
            "nol kosong zero",
            "satu one",
            "dua two",
            "tiga three",
            "empat four",
            "lima five",
            "enam six",
            "tujuh seven",
            "delapan eight",
            "sembilan nine",
        )
    )
    for word in said.split()
}
_DIGIT_WORD = re.compile(rf"(?i)(?<![^\W\d_])(?:{'|'.join(_SPOKEN)})(?![^\W\d_])")
_VALUES = str.maketrans("oi", "01")


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring groups of digits read as one number."""

    digits: str
    groups: tuple[str, ...]
    whole: bool
    """Whether no further digits stand beside it."""


def spoken(text: str) -> str:
    """The text with words for digits as digits: ``satu-dua tiga`` is ``1-2 3``."""
    return _DIGIT_WORD.sub(lambda match: _SPOKEN[match[0].lower()], text)


def windows(text: str, lengths: Collection[int]) -> Iterator[Window]:
    """Every way to read neighbouring groups as one number of one of these lengths."""
    for run in _runs(text):
        for first in range(len(run)):
            yield from _windows_from(run, first, lengths)


def _windows_from(run: Sequence[str], first: int, lengths: Collection[int]) -> Iterator[Window]:
    length, longest = 0, max(lengths)
    for last in range(first + 1, len(run) + 1):
        length += len(run[last - 1])
        if length > longest:
            return
        if length in lengths:
            groups = tuple(run[first:last])
            yield Window("".join(groups), groups, whole=first == 0 and last == len(run))


def _runs(text: str) -> Iterator[list[str]]:
    """Groups of digits with nothing but marks and spaces between them."""
    skeleton = "".join(map(_reduced, text))
    # A look-alike that touches a letter is a letter itself; twice, for both of its sides.
    skeleton = _OF_A_WORD.sub("x", _OF_A_WORD.sub("x", skeleton))
    for match in _RUN.finditer(skeleton):
        if any(map(str.isdigit, match[0])):
            yield match[0].translate(_VALUES).split()


def _reduced(character: str) -> str:
    """A digit, ``o`` or ``i`` for what looks like one, ``x`` for a letter, a space, or nothing."""
    if character.isascii():
        return _reduced_plainly(character)
    if is_unseen(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    number = unicodedata.numeric(character, -1)
    if number in range(100):
        return str(int(number))
    plain = unicodedata.normalize("NFKC", character)
    return "".join(map(_reduced_plainly, plain))


def _reduced_plainly(character: str) -> str:
    if character.lower() in "зʒӡ":
        return "3"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isalpha():
        return _LOOK_ALIKES.get(character.lower(), "x")
    return " "
