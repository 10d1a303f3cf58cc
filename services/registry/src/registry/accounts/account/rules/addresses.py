"""Reads what people paste: every spelling of an account's address has one canonical form.

Nothing here raises and nothing takes longer than linear time, whatever is pasted.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from registry.accounts.account.rules.platforms import (
    BY_NAME,
    Platform,
    PlatformName,
    platform_at,
    platform_called,
    shows_no_profile,
)

LONGEST = 2048
LONGEST_HANDLE = 100
_SENTENCE_MARKS = ".,;:!)]}>'\"\u2019\u201d\u00bb\u2026\u3002"
"""What people copy along from the end of a sentence; no platform allows it there."""
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
    """A post, a search, a page of the platform itself, a short link."""


@dataclass(frozen=True, slots=True)
class AccountRef:
    """One account on one platform, in canonical form."""

    platform: PlatformName
    handle: str

    @property
    def url(self) -> str:
        """The canonical address."""
        rules = BY_NAME[self.platform]
        written = rules.number_profile if self.number else rules.profile
        return written.format(handle=self.handle)

    @property
    def key(self) -> str:
        """The handle as the platform compares it; what must be unique."""
        return key_of(self.platform, self.handle)

    @property
    def number(self) -> str | None:
        """The platform's number of the account, when it is named by that."""
        return self.handle if BY_NAME[self.platform].is_number(self.handle) else None


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
    return BY_NAME[PlatformName(platform)].compared(handle)


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
        return Unreadable(Trouble.NOT_AN_ACCOUNT) if shows_no_profile(host) else Elsewhere()
    if port not in _PORTS[parts.scheme]:
        return Unreadable(Trouble.DISGUISED)
    if platform.may_be_a_code(host, parts.path.strip("/")):
        return Unreadable(Trouble.NOT_AN_ACCOUNT)
    if platform.hash_bang and parts.fragment.startswith("!/"):
        return _read_hash_bang(platform, parts)
    return _read_path(platform, parts.path, parts.query)


def _read_hash_bang(platform: Platform, parts: SplitResult) -> Reading:
    """The address behind ``#!``; one before it as well would say two things."""
    if parts.path.strip("/"):
        return Unreadable(Trouble.DISGUISED)
    path, _, query = parts.fragment.removeprefix("!").partition("?")
    return _read_path(platform, path, query)


def _read_path(platform: Platform, raw: str, query: str) -> Reading:
    path = _decoded(raw)
    if path is None:
        return Unreadable(Trouble.DISGUISED)
    path = path.strip("/")
    if not path:
        return Unreadable(Trouble.NO_HANDLE)
    parameter = platform.named_by.get(path.lower())
    if parameter:
        return _read_query(platform, parameter, query)
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


def _read_query(platform: Platform, parameter: str, query: str) -> Reading:
    """The account that a page of the platform is asked for, and no other."""
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=20, errors="strict")
    except (ValueError, UnicodeDecodeError):
        return Unreadable(Trouble.NO_HANDLE)
    named = {value for name, value in fields if name in (parameter, platform.also_named_by)}
    values = {value for name, value in fields if name == parameter}
    if len(values) != 1 or named != values:
        return Unreadable(Trouble.NO_HANDLE)
    value = values.pop()
    if platform.number and not platform.is_number(value):
        return Unreadable(Trouble.NO_HANDLE)
    return _judge_handle(platform, value.removeprefix("@"))


def _judge_handle(platform: Platform, written: str) -> Reading:
    if not platform.compared(written).strip():
        return Unreadable(Trouble.NO_HANDLE)
    named_number = platform.named_number
    if named_number and (match := named_number.fullmatch(written.rstrip(_SENTENCE_MARKS))):
        return AccountRef(platform.name, match["number"])
    if len(written) > LONGEST_HANDLE:
        return Unreadable(Trouble.TOO_LONG)
    handle = _without_marks(platform, written)
    if not handle.isascii():
        return Impossible(platform.name, unicodedata.normalize("NFC", handle), look_alike=True)
    return _judge_shape(platform, handle.lower())


def _judge_shape(platform: Platform, handle: str) -> Reading:
    compared = platform.compared(handle)
    if not handle or platform.is_own_page(handle):
        return Unreadable(Trouble.NOT_AN_ACCOUNT)
    if platform.is_number(compared):
        return AccountRef(platform.name, compared)
    if platform.handle.fullmatch(compared):
        return AccountRef(platform.name, handle)
    if platform.perhaps and platform.perhaps.fullmatch(handle):
        return Unreadable(Trouble.NOT_AN_ACCOUNT)
    if not re.fullmatch(r"[!-~]+", handle) or any(sign in handle for sign in "/?#\\%"):
        return Unreadable(Trouble.NOT_AN_ACCOUNT)
    return Impossible(platform.name, handle, look_alike=False)


def _without_marks(platform: Platform, written: str) -> str:
    """The handle without the end of a sentence, unless the platform ignores the sign anyway."""
    marks = "".join(mark for mark in _SENTENCE_MARKS if mark not in platform.ignored_in_handle)
    return written.rstrip(marks)


def _has_hidden_controls(text: str) -> bool:
    """Control characters and lone surrogates; invisible letters are look-alikes, not controls."""
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)
