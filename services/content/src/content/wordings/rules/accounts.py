"""Accounts a message names: official ones may stand there, private people's may not."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from content.wordings.rules.findings import Finding, Hit
from content.wordings.rules.lists import read
from shared.writing.links import unmasked

_LIST = "accounts"
_HANDLE = re.compile(r"(?<![\w.+@/-])@([a-z0-9_](?:[a-z0-9_.-]{0,48}[a-z0-9_])?)")
_HANDLE_APART = re.compile(r"(?<![\w.+@/-])@\s+((?=\w*[_.\d])[a-z][a-z0-9_.]{1,48}[a-z0-9_])")
_LABELLED = re.compile(
    r"(?<!\w)(?:ig|insta|instagram|twitter|fb|facebook|tiktok|threads|tele|telegram)\s*[:=]\s*"
    r"@?([a-z0-9_](?:[a-z0-9_.]{0,48}[a-z0-9_]))"
)
_PRICE = re.compile(r"(?:rp|idr)?[\d.]+k?|rp")
_NUMBERED_PAGE = re.compile(r".+-\d{6,}")
_ONLY_DIGITS = re.compile(r"\d+")


def accounts_in_prose(plain: str) -> Iterator[Hit]:
    """``@name`` in plain text without links, or a name after that of a platform."""
    for pattern in (_HANDLE, _HANDLE_APART):
        for match in pattern.finditer(plain):
            if not _PRICE.fullmatch(match[1]):
                yield from _judged(match[1], Finding.PRIVATE_ACCOUNT)
    for match in _LABELLED.finditer(plain):
        yield from _judged(match[1], Finding.ACCOUNT_TO_CHECK)


def account_in_link(link: str) -> Iterator[Hit]:
    """The account whose profile, page or post a link leads to."""
    platform, segments = _address(link)
    if platform is None or not segments:
        return
    if segments[0] == "profile.php":
        yield _hit(Finding.ACCOUNT_TO_CHECK)
    if segments[0] in platform.get("pages", ()):
        yield from _judged(segments[-1], Finding.ACCOUNT_TO_CHECK)
        return
    if segments[0] in platform.get("before", ()) and len(segments) > 1:
        segments = segments[1:]
    if segments[0] in platform["not_accounts"]:
        return
    post = len(segments) > 1 and (segments[1] in platform["posts"] or segments[1].isdigit())
    page = _NUMBERED_PAGE.fullmatch(segments[0]) or _ONLY_DIGITS.fullmatch(segments[0])
    worst = Finding.ACCOUNT_TO_CHECK if post or page else Finding.PRIVATE_ACCOUNT
    yield from _judged(segments[0], worst)


def is_on_a_platform(link: str) -> bool:
    """Whether long numbers in the link are those of posts and accounts."""
    return _address(link)[0] is not None


def _judged(handle: str, worst: Finding) -> Iterator[Hit]:
    name = handle.removeprefix("@").strip(".")
    listed = read(_LIST)
    if name in listed["official"]:
        return
    parts = re.split(r"[._\-\d]+", name)
    sounding = any(part.startswith(tuple(listed["sounding"])) for part in parts)
    yield _hit(Finding.ACCOUNT_TO_CHECK if sounding else worst)


def _hit(finding: Finding) -> Hit:
    return Hit(finding, f"{_LIST}@{read(_LIST)['version']}")


def _address(link: str) -> tuple[dict[str, Any] | None, list[str]]:
    """The platform a link leads to, and the pieces of its path."""
    bare = unmasked(link).lower().replace("\\", "/")
    try:
        parts = urlsplit(bare if "://" in bare else f"https://{bare}")
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return None, []
    platform = next(
        (p for h, p in _platforms().items() if host == h or host.endswith(f".{h}")), None
    )
    return platform, [segment for segment in parts.path.split("/") if segment]


@cache
def _platforms() -> dict[str, dict[str, Any]]:
    return {host: platform for platform in read(_LIST)["platform"] for host in platform["hosts"]}
