"""Accounts a message names: what sounds official is looked at, what does not is private."""

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
_IN_PLACE_OF_AT = re.compile(r"(?<![\w.])[(\[{]\s*(?:at|@)\s*[)\]}]\s*([a-z0-9_][a-z0-9_.]{0,48})")
_LIKE_A_HANDLE = re.compile(
    r"(?<![\w.@/+-])(?=[\d_.]*[a-z])[a-z0-9_]+(?:[._]+[a-z0-9_]+)*(?![\w@/-])"
)
_PLATFORM = re.compile(
    r"(?:ig|insta|instagram|twitter|x|fb|facebook|tiktok|threads|tele|telegram|youtube|linkedin"
    r"|akun(?:nya)?|accounts?|username|profil(?:nya)?|profile)"
)
_ENDS_OF_SENTENCES = re.compile(r"[.!?](?:\s|$)|\n")
_WORDS_BETWEEN = 4
_NO_HANDLE = re.compile(
    r".*\.(?:id|com|org|net|info|me|co|io|tv|app|dev|xyz|site|online|page|example|pdf|docx?|xlsx?"
    r"|jpe?g|png|apk|exe|zip|html?|php|mp4)|(?:\w{1,2}\.)+\w{1,2}"
    r"|(?:no|nomor|hlm|hal|ps|pasal|jl|kec|kab|tel|telp|rp|dr|drs|ir|prof|sdr|s|m|v?\d+)\..*"
)
"""Domains, files and what is abbreviated have dots too."""

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
    for match in _IN_PLACE_OF_AT.finditer(plain):
        if not _NO_HANDLE.fullmatch(match[1].strip(".")):
            yield from _judged(match[1], Finding.PRIVATE_ACCOUNT)
    for match in _LIKE_A_HANDLE.finditer(plain):
        if _is_cut(match[0]) and _stands_by_a_platform(plain, match.span()):
            yield from _judged(match[0], Finding.PRIVATE_ACCOUNT)


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


def _is_cut(name: str) -> bool:
    """Whether dots or underscores cut the word as they cut handles."""
    if "_" in name:
        return True
    parts = name.split(".")
    return (
        len(parts) > 1
        and not _NO_HANDLE.fullmatch(name)
        and not any(map(_PLATFORM.fullmatch, parts))
    )


def _stands_by_a_platform(plain: str, span: tuple[int, int]) -> bool:
    """Whether a platform or an account is spoken of a few words away, in the same sentence."""
    before = _ENDS_OF_SENTENCES.split(plain[max(0, span[0] - 80) : span[0]])[-1]
    after = _ENDS_OF_SENTENCES.split(plain[span[1] : span[1] + 80])[0]
    near = re.findall(r"\w+", before)[-_WORDS_BETWEEN:] + re.findall(r"\w+", after)[:_WORDS_BETWEEN]
    return any(map(_PLATFORM.fullmatch, near))


def _judged(handle: str, worst: Finding) -> Iterator[Hit]:
    name = handle.removeprefix("@").strip(".")
    listed = read(_LIST)
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
