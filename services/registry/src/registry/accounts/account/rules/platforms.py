"""What is known of each platform, as data: adding one means adding a row here.

The look-up must never call an address official by mistake, so what a platform itself ignores in
an address (the handle before ``/status/…``) is not read as an account.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum


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
    """Every host that leads to it, without ``www.``, ``m.`` and language prefixes."""
    host_prefixes: re.Pattern[str]
    """Prefixes that may stand before a host."""
    handle: re.Pattern[str]
    """Syntax of a handle after case folding."""
    profile: str
    """Canonical address, with ``{handle}``."""
    paths: tuple[re.Pattern[str], ...]
    """Paths that name an account in the group ``handle``; tried in order on the decoded path."""
    reserved: frozenset[str]
    """First path segments that are pages of the platform."""
    ignored_in_handle: str = ""
    """Characters the platform ignores when it compares handles."""
    number: re.Pattern[str] | None = None
    """Syntax of a handle that is the platform's number of the account."""
    number_profile: str = "{handle}"
    """Canonical address of a numbered account."""
    number_pages: frozenset[str] = field(default_factory=frozenset)
    """Pages that name the account in the query parameter ``id``."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _path(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{handle}", r"@?(?P<handle>[^/]{1,200})"), re.IGNORECASE)


_EVERYWHERE = _words(
    "about account accounts ads api app apps auth blog careers contact cookies developer developers"
    " directory download explore features help home index.php jobs legal login logout messages"
    " notifications oauth policies policy press privacy profile robots.txt search security"
    " settings share signup status support terms tos"
)

INSTAGRAM = Platform(
    name=PlatformName.INSTAGRAM,
    title="Instagram",
    aliases=_words("instagram ig insta instagram.com"),
    hosts=_words("instagram.com instagr.am"),
    host_prefixes=re.compile(r"(www\.|m\.)?"),
    handle=re.compile(r"(?!\.)(?!.*\.\.)[a-z0-9._]{1,30}(?<!\.)"),
    profile="https://www.instagram.com/{handle}",
    paths=(
        _path(r"{handle}"),
        _path(r"{handle}/(reels|tagged|channel|guides|followers|following)"),
    ),
    reserved=_EVERYWHERE
    | _words("p reel reels tv stories s direct web challenge emails lite igtv"),
)

X = Platform(
    name=PlatformName.X,
    title="X",
    aliases=_words("x twitter x.com twitter.com"),
    hosts=_words("x.com twitter.com"),
    host_prefixes=re.compile(r"(www\.|m\.|mobile\.)?"),
    handle=re.compile(r"[a-z0-9_]{1,15}"),
    profile="https://x.com/{handle}",
    paths=(
        _path(r"{handle}"),
        _path(r"{handle}/(with_replies|media|likes|highlights|articles|followers|following|about)"),
    ),
    reserved=_EVERYWHERE
    | _words("i intent hashtag compose lists bookmarks communities topics moments who_to_follow"),
)

FACEBOOK = Platform(
    name=PlatformName.FACEBOOK,
    title="Facebook",
    aliases=_words("facebook fb meta facebook.com"),
    hosts=_words("facebook.com fb.com"),
    host_prefixes=re.compile(r"((www|m|mobile|web|mbasic|touch|[a-z]{2}-[a-z]{2})\.)?"),
    handle=re.compile(r"(?=.*[a-z])(?!\.)(?!.*\.\.)[a-z0-9.]{1,50}(?<!\.)"),
    profile="https://www.facebook.com/{handle}",
    paths=(
        _path(r"people/[^/]{1,200}/(?P<handle>[0-9]{1,20})"),
        _path(r"pages/[^/]{1,200}/(?P<handle>[0-9]{1,20})"),
        _path(r"pg/{handle}"),
        _path(r"{handle}"),
        _path(r"{handle}/(about|photos|videos|reels|posts|friends|followers|mentions)"),
    ),
    reserved=_EVERYWHERE
    | _words(
        "groups events watch reel reels marketplace gaming stories story.php photo photo.php photos"
        " permalink.php people pages pg sharer sharer.php hashtag dialog plugins media posts videos"
        " friends fundraisers l.php recover reg video.php bookmarks profile.php public notes"
    ),
    ignored_in_handle=".",
    number=re.compile(r"[1-9][0-9]{0,19}"),
    number_profile="https://www.facebook.com/profile.php?id={handle}",
    number_pages=_words("profile.php"),
)

PLATFORMS = (INSTAGRAM, X, FACEBOOK)
BY_NAME = {platform.name: platform for platform in PLATFORMS}


def platform_called(name: str) -> Platform | None:
    """The platform of that name or alias, in whatever case; ``None`` when it is not one of ours."""
    wanted = name.strip().lower()
    return next((platform for platform in PLATFORMS if wanted in platform.aliases), None)


def platform_at(host: str) -> Platform | None:
    """The platform an ASCII, lower-case host leads to."""
    for platform in PLATFORMS:
        prefix = platform.host_prefixes.match(host)
        if host in platform.hosts or (prefix and host[prefix.end() :] in platform.hosts):
            return platform
    return None
