"""ETags: a row's version against lost updates, a document's hash against sending it twice."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from shared.errors import Invalid, PreconditionAbsent
from shared.language import Text


class IfMatchAbsent(PreconditionAbsent):
    """A change must name the version it was made on."""

    title = Text("If-Match wajib", "If-Match required")
    detail = Text(
        "Baca dulu barisnya dan kirim ETag-nya sebagai If-Match.",
        "Read the row first and send its ETag as If-Match.",
    )


class IfMatchUnreadable(Invalid):
    """``If-Match`` takes one strong ETag of ours, such as ``"3"``."""

    title = Text("If-Match tidak terbaca", "If-Match unreadable")
    detail = Text('Kirim satu ETag kuat, misalnya "3".', 'Send one strong ETag, such as "3".')


_OPAQUE = re.compile(r'(?:(?<=[\s,])|^)(?:W/)?("[^"\s]*")(?=\s*(?:,|$))')
"""What two tags are compared by: all but the mark of a weak one (RFC 9110 §8.8.3.2)."""


def etag_of(version: int) -> str:
    """The strong ETag of a row's version."""
    return f'"{version}"'


async def _version_meant(
    if_match: Annotated[
        str | None, Header(max_length=64, description="ETag of the version read.", examples=['"1"'])
    ] = None,
) -> int:
    if if_match is None:
        raise IfMatchAbsent
    digits = if_match.strip().strip('"')
    if if_match.strip() != f'"{digits}"' or not (digits.isascii() and digits.isdigit()):
        raise IfMatchUnreadable
    return int(digits)


IfMatch = Annotated[int, Depends(_version_meant)]


def is_held(sent: Iterable[str], etag: str) -> bool:
    """Whether the lines of ``If-None-Match`` name this representation, compared weakly."""
    lines = [line.strip() for line in sent]
    held = {tag for line in lines for tag in _OPAQUE.findall(line)}
    return lines == ["*"] or etag.removeprefix("W/") in held


def tag_of(document: bytes) -> str:
    """The strong ETag of a document: 128 bits of its SHA-256."""
    return f'"{hashlib.sha256(document).hexdigest()[:32]}"'


def answer(
    request: Request,
    document: bytes,
    media_type: str,
    *,
    cache: str,
    headers: Mapping[str, str] = MappingProxyType({}),
    status: int = 200,
) -> Response:
    """The document with its ETag, or 304 to whoever holds it."""
    sent = {**headers, "ETag": tag_of(document), "Cache-Control": cache}
    return unless_held(request, Response(document, status, sent, media_type))


def unless_held(request: Request, response: Response) -> Response:
    """The answer to a GET, or 304 for whoever holds it; faults are always sent whole."""
    etag = response.headers.get("etag")
    if request.method != "GET" or response.status_code != 200 or etag is None:
        return response
    if not is_held(request.headers.getlist("if-none-match"), etag):
        return response
    kept = {n: v for n, v in response.headers.items() if not n.startswith("content-")}
    return Response(status_code=304, headers=kept)
