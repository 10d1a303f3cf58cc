"""ETags: a row's version against lost updates, a document's hash against sending it twice."""

import hashlib
from collections.abc import Mapping
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


def not_modified(request: Request, etag: str) -> bool:
    """Whether the caller already holds this representation (``If-None-Match``)."""
    held = request.headers.get("if-none-match", "")
    return held == "*" or etag in (tag.strip().removeprefix("W/") for tag in held.split(","))


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
    """The document with its ETag, or 304 to whoever holds it; faults are always sent whole."""
    etag = tag_of(document)
    sent = {**headers, "ETag": etag, "Cache-Control": cache}
    if status == 200 and not_modified(request, etag):
        return Response(status_code=304, headers=sent)
    return Response(document, status, sent, media_type)
