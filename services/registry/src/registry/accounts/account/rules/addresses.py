"""Reads what people paste: every spelling of an account's address has one canonical form.

Nothing here raises and nothing takes longer than linear time, whatever is pasted.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

from registry.accounts.account.rules.platforms import (
    BY_NAME,
    Platform,
    PlatformName,
    platform_at,
    platform_called,
)

LONGEST = 2048
LONGEST_HANDLE = 100
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9]+(?:[/?#]|$))", re.IGNORECASE)
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}")
_PORTS = {"": ("", "80", "443"), "http": ("", "80"), "https": ("", "443")}


class Trouble(StrEnum):
    """Why an address could not be read."""

    NOT_AN_ADDRESS = "not_an_address"
    TOO_LONG = "too_long"
    DISGUISED = "disguised"
    """It says one thing and leads to another: user names, back-slashes, odd ports."""
    NO_HANDLE = "no_handle"
    NOT_AN_ACCOUNT = "not_an_account"
    """A post, a search, a page of the platform itself."""


@dataclass(frozen=True, slots=True)
class AccountRef:
    """One account on one platform, in canonical form."""

    platform: PlatformName
    handle: str

    @property
    def url(self) -> str:
        """The canonical address."""
        rules = BY_NAME[self.platform]
        numbered = rules.number and rules.number.fullmatch(self.handle)
        return (rules.number_profile if numbered else rules.profile).format(handle=self.handle)

    @property
    def key(self) -> str:
        """The handle as the platform compares it; what must be unique."""
        return key_of(self.platform, self.handle)


@dataclass(frozen=True, slots=True)
class Impossible:
    """A known platform, yet a handle it cannot have; no such account was ever registered."""

    platform: PlatformName
    handle: str
    look_alike: bool
    """Letters that only look like those of a handle, or letters one cannot see."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An address of a platform whose accounts carry no badge, or of none at all."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Not the address of an account."""

    trouble: Trouble


Reading = AccountRef | Impossible | Elsewhere | Unreadable


def key_of(platform: str, handle: str) -> str:
    """``handle`` as its platform compares handles."""
    ignored = BY_NAME[PlatformName(platform)].ignored_in_handle
    return handle.translate({ord(character): None for character in ignored})


def read_handle(platform_name: str, handle: str) -> Reading:
    """An account named by platform and handle, such as ``x`` and ``@Contoh``."""
    if len(platform_name) > LONGEST or len(handle) > LONGEST:
        return Unreadable(Trouble.TOO_LONG)
    if _has_hidden_controls(platform_name + handle):
        return Unreadable(Trouble.DISGUISED)
    platform = platform_called(platform_name)
    if platform is None:
        return Elsewhere()
    return _judge_handle(platform, handle.strip().removeprefix("@"))


def read_address(text: str) -> Reading:
    """An account named by the address of its profile, as pasted."""
    if len(text) > LONGEST:
        return Unreadable(Trouble.TOO_LONG)
    address = text.strip()
    if not address or re.search(r"\s", address):
        return Unreadable(Trouble.NOT_AN_ADDRESS)
    if _has_hidden_controls(address) or "\\" in address:
        return Unreadable(Trouble.DISGUISED)
    if not _SCHEME.match(address):
        if _OTHER_SCHEME.match(address):
            return Unreadable(Trouble.NOT_AN_ADDRESS)
        address = f"//{address}"
    return _read_parts(address)


def _read_parts(address: str) -> Reading:
    try:
        parts = urlsplit(address)
    except ValueError:
        return Unreadable(Trouble.NOT_AN_ADDRESS)
    host, colon, port = parts.netloc.partition(":")
    if "@" in parts.netloc:
        return Unreadable(Trouble.DISGUISED if "." in parts.netloc else Trouble.NOT_AN_ADDRESS)
    host = host.lower().removesuffix(".")
    if not host.isascii():
        return Elsewhere() if "." in host else Unreadable(Trouble.NOT_AN_ADDRESS)
    if not _HOST.fullmatch(host) or (colon and not re.fullmatch(r"[0-9]{0,5}", port)):
        return Unreadable(Trouble.NOT_AN_ADDRESS)
    platform = platform_at(host)
    if platform is None:
        return Elsewhere()
    if port not in _PORTS[parts.scheme]:
        return Unreadable(Trouble.DISGUISED)
    return _read_path(platform, parts.path, parts.query)


def _read_path(platform: Platform, raw: str, query: str) -> Reading:
    path = _decoded(raw)
    if path is None:
        return Unreadable(Trouble.DISGUISED)
    path = path.strip("/")
    if not path:
        return Unreadable(Trouble.NO_HANDLE)
    if path.lower() in platform.number_pages:
        return _read_number(platform, query)
    for pattern in platform.paths:
        if match := pattern.fullmatch(path):
            return _judge_handle(platform, match["handle"])
    return Unreadable(Trouble.NOT_AN_ACCOUNT)


def _decoded(raw: str) -> str | None:
    """The path with its percent signs resolved once; ``None`` when something hides behind them."""
    try:
        path = unquote(raw, errors="strict")
    except UnicodeDecodeError:
        return None
    hiding = path.count("/") != raw.count("/") or any(sign in path for sign in "%\\?#")
    return None if hiding or _has_hidden_controls(path) else path


def _read_number(platform: Platform, query: str) -> Reading:
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=20, errors="strict")
    except (ValueError, UnicodeDecodeError):
        return Unreadable(Trouble.NO_HANDLE)
    numbers = {value for name, value in fields if name == "id"}
    if len(numbers) != 1 or not platform.number:
        return Unreadable(Trouble.NO_HANDLE)
    number = numbers.pop()
    if not platform.number.fullmatch(number):
        return Unreadable(Trouble.NO_HANDLE)
    return AccountRef(platform.name, number)


def _judge_handle(platform: Platform, written: str) -> Reading:
    if not written.strip():
        return Unreadable(Trouble.NO_HANDLE)
    if len(written) > LONGEST_HANDLE:
        return Unreadable(Trouble.TOO_LONG)
    if not written.isascii():
        return Impossible(platform.name, unicodedata.normalize("NFC", written), look_alike=True)
    handle = written.lower()
    if handle in platform.reserved:
        return Unreadable(Trouble.NOT_AN_ACCOUNT)
    numbered = platform.number and platform.number.fullmatch(handle)
    if platform.handle.fullmatch(handle) or numbered:
        return AccountRef(platform.name, handle)
    if not re.fullmatch(r"[!-~]+", handle) or any(sign in handle for sign in "/?#\\%"):
        return Unreadable(Trouble.NOT_AN_ACCOUNT)
    return Impossible(platform.name, handle, look_alike=False)


def _has_hidden_controls(text: str) -> bool:
    """Control characters and lone surrogates; invisible letters are look-alikes, not controls."""
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)
