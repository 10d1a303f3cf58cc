"""Where a link leads: to a name that seems official, through a shortener, or into a chat."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from content.wordings.rules.findings import QUOTED, Finding, Hit
from content.wordings.rules.lists import hits, read
from shared.writing import letters
from shared.writing.links import plain_host, unmasked

_LIST = "links"
_OFFICIAL = ".go.id"


def destination(address: str) -> Iterator[Hit]:
    """What is wrong with the host and port of an address without its scheme."""
    try:
        parts = urlsplit(f"https://{address}")
        host, port = plain_host(parts.hostname or ""), parts.port
    except ValueError:
        return
    inside = f".{host}.".replace("-", ".")
    if port not in (None, 443) or (f"{_OFFICIAL}." in inside and not _ends(host)):
        yield Hit(Finding.DECEPTIVE_LINK)
    listed = read(_LIST)
    bare = host.removeprefix("www.")
    if bare in listed["shorteners"]:
        yield Hit(Finding.SHORTENED_LINK, f"{_LIST}@{listed['version']}")
    if bare in listed["chats"]:
        yield Hit(Finding.CHAT_LINK, f"{_LIST}@{listed['version']}")


def words_of(address: str) -> Iterator[Hit]:
    """What the lists find in an address read aloud, whatever stands between its words."""
    yield from hits(letters.words(unmasked(address).replace("+", " ")))


def words_of_source(address: str) -> Iterator[Hit]:
    """The same for a source, whose path may quote what it is about: people look whether it does.

    A query or a fragment is whatever whoever writes the link wants it to be.
    """
    before, _, after = address.partition("#")
    path, _, query = before.partition("?")
    yield from words_of(" ".join((path.partition("/")[0], query, after)))
    for hit in words_of(address):
        yield replace(hit, finding=QUOTED.get(hit.finding, hit.finding))


def _ends(host: str) -> bool:
    return f".{host}".endswith(_OFFICIAL)
