"""The platforms whose accounts may carry a badge, as ``platforms.toml`` describes them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class PlatformName(StrEnum):
    """Platforms whose accounts may carry a badge. The values are part of the public API."""

    INSTAGRAM = "instagram"
    X = "x"
    FACEBOOK = "facebook"


@dataclass(frozen=True, slots=True)
class Platform:
    """How one platform writes the addresses of its accounts."""

    name: PlatformName
    title: str
    aliases: frozenset[str]
    """Other names callers use for the platform."""
    hosts: frozenset[str]
    """Every host that leads to it, without its prefixes."""
    other_hosts: frozenset[str]
    """Hosts of its own that show no profiles: chats, pictures, short links."""
    short_host: str
    """The host where names and the codes of short links stand side by side."""
    surely_a_name: re.Pattern[str] | None
    """What is no such code, letter by letter as written."""
    host_prefixes: re.Pattern[str]
    """Prefixes under which a host shows profiles."""
    handle: re.Pattern[str]
    """Syntax of a handle after case folding, without what the platform ignores."""
    profile: str
    """Canonical address, with ``{handle}``."""
    paths: tuple[re.Pattern[str], ...]
    """Paths that name an account in the group ``handle``; tried in order on the decoded path."""
    reserved: frozenset[str]
    """First path segments that are pages of the platform, without what it ignores."""
    ignored_in_handle: str
    """Characters the platform ignores when it compares handles."""
    number: re.Pattern[str] | None
    """Syntax of a handle that is the platform's number of the account."""
    number_profile: str
    """Canonical address of a numbered account."""
    named_number: re.Pattern[str] | None
    """A name with the account's number behind it, in the group ``number``."""
    perhaps: re.Pattern[str] | None
    """What is no handle any more, and yet may lead to an account."""
    named_by: Mapping[str, str]
    """Pages that name the account in a query parameter, and which."""
    also_named_by: str
    """A parameter of these pages that may name another account."""
    hash_bang: bool
    """Whether its old addresses hold the path behind ``#!``."""

    def compared(self, handle: str) -> str:
        """``handle`` as the platform compares handles."""
        return handle.translate({ord(character): None for character in self.ignored_in_handle})

    def may_be_a_code(self, host: str, path: str) -> bool:
        """Whether an address may be a short link, which leads wherever its maker wished."""
        short = self.surely_a_name and host.removeprefix("www.") == self.short_host
        return bool(short and self.surely_a_name and not self.surely_a_name.fullmatch(path))

    def is_number(self, handle: str) -> bool:
        """Whether a handle is the platform's number of an account."""
        return bool(self.number and self.number.fullmatch(handle))

    def is_own_page(self, handle: str) -> bool:
        """Whether the platform itself answers there, however the word is written."""
        word, script = self.compared(handle), self.compared(".php")
        is_script = "." in self.ignored_in_handle and handle.rstrip(".").endswith(".php")
        return is_script or not self.reserved.isdisjoint((word, word.removesuffix(script)))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _path(pattern: str, tabs: frozenset[str]) -> re.Pattern[str]:
    parts = {
        "{handle}": r"@?(?P<handle>[^/]{1,200})",
        "{number}": r"(?P<handle>[1-9][0-9]{0,19})",
        "{tab}": f"({'|'.join(sorted(tabs))})",
    }
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern, re.IGNORECASE)


def _pattern(told: Mapping[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(told[key]) if key in told else None


def _platform(name: PlatformName, told: Mapping[str, Any], everywhere: str) -> Platform:
    tabs, ignored = _words(told["tabs"]), str(told.get("ignored_in_handle", ""))
    removed = {ord(character): None for character in ignored}
    own_pages = _words(f"{everywhere} {told['reserved']}")
    return Platform(
        name=name,
        title=told["title"],
        aliases=_words(told["aliases"]),
        hosts=_words(told["hosts"]),
        other_hosts=_words(told["other_hosts"]),
        short_host=told.get("short_host", ""),
        surely_a_name=_pattern(told, "surely_a_name"),
        host_prefixes=re.compile(told["host_prefixes"]),
        handle=re.compile(told["handle"]),
        profile=told["profile"],
        paths=tuple(_path(path, tabs) for path in told["paths"]),
        reserved=frozenset(word.translate(removed) for word in own_pages),
        ignored_in_handle=ignored,
        number=_pattern(told, "number"),
        number_profile=told.get("number_profile", "{handle}"),
        named_number=_pattern(told, "named_number"),
        perhaps=_pattern(told, "perhaps"),
        named_by=told.get("named_by", {}),
        also_named_by=told.get("also_named_by", ""),
        hash_bang=told.get("hash_bang", False),
    )


_DOCUMENT = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_EVERYWHERE = _DOCUMENT["everywhere"]
PLATFORMS = INSTAGRAM, X, FACEBOOK = tuple(
    _platform(name, _DOCUMENT[name], _EVERYWHERE["reserved"]) for name in PlatformName
)
BY_NAME = {platform.name: platform for platform in PLATFORMS}
_NO_PROFILES = _words(_EVERYWHERE["shorteners"]).union(
    *(platform.hosts | platform.other_hosts for platform in PLATFORMS)
)


def platform_called(name: str) -> Platform | None:
    """The platform of that name or alias, in whatever case; ``None`` when it is not one of ours."""
    wanted = name.strip().lower()
    return next((platform for platform in PLATFORMS if wanted in platform.aliases), None)


def platform_at(host: str) -> Platform | None:
    """The platform whose profiles an ASCII, lower-case host shows."""
    for platform in PLATFORMS:
        prefix = platform.host_prefixes.match(host)
        if host in platform.hosts or (prefix and host[prefix.end() :] in platform.hosts):
            return platform
    return None


def shows_no_profile(host: str) -> bool:
    """Whether no address of the host can say whose profile it is: it shortens links, or is one of
    a platform's own that shows none.
    """
    labels = host.split(".")
    return any(".".join(labels[start:]) in _NO_PROFILES for start in range(len(labels)))
