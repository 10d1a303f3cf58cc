"""Links people can trust to lead where they seem to: https, a public name, nothing in disguise."""

import re
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from shared.writing.characters import unfit

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_SECRETS = re.compile(
    r"(?i)(?:.*[_-])?(?:password|passwd|pwd|secret|token|api_?key|signature|session_?id)"
)
_LONGEST_HOST = 253


class LinkFault(StrEnum):
    """Why a link is refused."""

    UNREADABLE = "link_unreadable"
    NOT_HTTPS = "link_not_https"
    DISGUISED = "link_disguised"
    HOST_IS_A_NUMBER = "link_host_is_a_number"
    HOST_NOT_PUBLIC = "link_host_not_public"
    CARRIES_A_SECRET = "link_carries_a_secret"  # noqa: S105 - the name of a fault


def read_link(link: str) -> str | LinkFault:
    """The link with its host as machines read it (lower case, punycode), or why not."""
    if unfit(link) or re.search(r"[\s\\<>\"]", link):
        return LinkFault.UNREADABLE
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return LinkFault.UNREADABLE
    if parts.scheme != "https":
        return LinkFault.NOT_HTTPS
    if "@" in parts.netloc or "%" in parts.netloc:
        return LinkFault.DISGUISED
    host = plain_host(parts.hostname or "")
    fault = _fault_of_host(host) or _fault_of_query(parts)
    if fault:
        return fault
    return parts._replace(netloc=host if port in (None, 443) else f"{host}:{port}").geturl()


def plain_host(host: str) -> str:
    """The name as the network asks for it; empty when it cannot be one."""
    try:
        return host.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError:
        return ""


def unmasked(link: str) -> str:
    """The link with its percent signs decoded, as often as somebody may have nested them."""
    for _ in range(3):
        link = unquote(link, errors="ignore")
    return link


def _fault_of_host(host: str) -> LinkFault | None:
    labels = host.split(".")
    if ":" in host or _NUMBER.fullmatch(labels[-1]):
        return LinkFault.HOST_IS_A_NUMBER
    well_formed = len(host) <= _LONGEST_HOST and all(map(_LABEL.fullmatch, labels))
    return None if well_formed and len(labels) > 1 else LinkFault.HOST_NOT_PUBLIC


def _fault_of_query(parts: SplitResult) -> LinkFault | None:
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    carries = any(map(_SECRETS.fullmatch, names))
    return LinkFault.CARRIES_A_SECRET if carries else None
