"""The words a reader sees in a text, however its letters are dressed up or pulled apart."""

import re
import unicodedata

from shared.writing.characters import is_unseen

_LOOK_ALIKES = {
    ord(look): plain
    for plain, looks in {
        "a": "аαɑ",
        "b": "вЬьβ",
        "c": "сϲ",
        "d": "ԁ",
        "e": "еєеε",
        "g": "ɡԍ",
        "h": "һнη",
        "i": "іıιӏ",
        "j": "јϳ",
        "k": "кκ",
        "l": "ⅼ",
        "m": "мμ",
        "n": "пո",
        "o": "оοօθ",
        "p": "рρ",
        "q": "ԛ",
        "r": "гᴦ",
        "s": "ѕ",
        "t": "тτ",
        "u": "υսц",
        "v": "ѵν",
        "w": "ԝω",
        "x": "хχ",
        "y": "уγү",
        "z": "ᴢ",
    }.items()
    for look in looks
}
"""Cyrillic, Greek and Armenian letters that pass for a Latin one."""

_IN_A_WORD = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_DRESSED = re.compile(r"(?<=[a-z])[013457@$]+(?=[a-z])")
_SINGLE_LETTERS = re.compile(r"(?<![a-z0-9])(?:[a-z0-9][^a-z0-9]{1,3}){3,}[a-z0-9](?![a-z0-9])")
_WIDE_GAP = re.compile(r"(?<!\w)\w\W{2,3}\w(?!\w)")
_ONE_MARK_APART = re.compile(r"(?<!\w)\w(?:[^\w\n]\w)+(?!\w)")
_NOT_A_LETTER = re.compile(r"\W")
_INSIDE_A_WORD = re.compile(r"(?<=[^\W\d])[^\w\s@]+(?=[^\W\d])")
_HASHTAG = re.compile(r"[#＃](\w+)")
_NEXT_WORD = re.compile(r"(?<=[^\W\dA-Z_])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|_")
_NEITHER = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Compatible, lower case, without marks and what is unseen; look-alikes made Latin."""
    spread = unicodedata.normalize("NFKD", text.translate(_LOOK_ALIKES))
    seen = "".join(c for c in spread if not _adds_nothing(c))
    return unicodedata.normalize("NFKD", seen.casefold()).translate(_LOOK_ALIKES)


def words(text: str) -> str:
    """The words alone, with one space between; ``C O B L O S`` and ``c0blos`` are ``coblos``."""
    joined = _SINGLE_LETTERS.sub(lambda match: _NEITHER.sub("", match[0]), plain(text))
    return _NEITHER.sub(" ", _DRESSED.sub(_undressed, joined)).strip()


def mended(text: str) -> str:
    """The text without the marks inside its words: ``co-blos`` and ``cob.los`` are one word."""
    return _INSIDE_A_WORD.sub("", text)


def joined(text: str) -> str:
    """The text with whole phrases pulled apart read word by word: ``B A L A S  D I A``."""
    if not _WIDE_GAP.search(text):
        return text
    return _ONE_MARK_APART.sub(lambda match: _NOT_A_LETTER.sub("", match[0]), text)


def parted(text: str) -> str:
    """The text with its hashtags told word by word: ``#GantiNama`` is ``tagar Ganti Nama``."""
    return _HASHTAG.sub(lambda match: f"tagar {_NEXT_WORD.sub(' ', match[1])}", text)


def _undressed(match: re.Match[str]) -> str:
    return "".join(_IN_A_WORD[sign] for sign in match[0])


def _adds_nothing(character: str) -> bool:
    return is_unseen(character) or unicodedata.category(character) in ("Mn", "Me", "Cf")
