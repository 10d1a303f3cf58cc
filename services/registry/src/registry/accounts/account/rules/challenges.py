"""Proof of control: a code only the account's holder can put into the account's profile."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LIFETIME = timedelta(hours=24)
TRIES = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})
_CODE = re.compile(r"gpr-([0-9a-z]{4})-([0-9a-z]{4})-([0-9a-z]{4})(?![0-9a-z])")
_INVISIBLE = ("Cf", "Cc", "Mn")
_MINUS = "\N{MINUS SIGN}"


class ChallengeStatus(StrEnum):
    """Whether a challenge can still be answered."""

    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used_up"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What is kept of a code: never the code itself."""

    code_hash: bytes
    expires_at: datetime
    tries: int

    def status(self, now: datetime) -> ChallengeStatus:
        """Whether it can be answered at a moment."""
        if self.tries >= TRIES:
            return ChallengeStatus.USED_UP
        return ChallengeStatus.OPEN if now < self.expires_at else ChallengeStatus.EXPIRED


def new_code(key: bytes, *, person: str, platform: str, url: str, nonce: bytes) -> str:
    """A code of 60 bits bound to the person and the canonical address: ``GPR-7Q2M-9KX4-0VAB``."""
    bound = b"\0".join((person.encode(), platform.encode(), url.encode(), nonce))
    number = int.from_bytes(hmac.digest(key, bound, hashlib.sha256)[:8], "big") >> 4
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(55, -1, -5))
    return "-".join(("GPR", letters[:4], letters[4:8], letters[8:]))


def code_hash(key: bytes, code: str) -> bytes:
    """The keyed hash under which a code is stored; spelling of letters does not matter."""
    letters = code.casefold().removeprefix("gpr-").replace("-", "").translate(_MISREAD)
    return hmac.digest(key, b"code\0" + letters.encode(), hashlib.sha256)


def shows_code(key: bytes, profile_text: str, wanted: bytes) -> bool:
    """Whether the profile shows the code, however phones and keyboards have dressed it up."""
    found = False
    for match in _CODE.finditer(_plain(profile_text)):
        found |= hmac.compare_digest(code_hash(key, "".join(match.groups())), wanted)
    return found


def _plain(text: str) -> str:
    """NFKC, case folded, without invisible characters, every dash a hyphen."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(map(_plain_character, folded))


def _plain_character(character: str) -> str:
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if kind == "Pd" or character == _MINUS:
        return "-"
    return "" if kind in _INVISIBLE else character
