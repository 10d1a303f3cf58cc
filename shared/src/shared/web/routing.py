"""The route class of every operation: strict JSON in, stored answers for repeated POSTs."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, ClassVar

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.params import Form
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from shared.clock import current_time
from shared.errors import MediaTypeUnsupported, TooLarge, TooSlow
from shared.language import Text
from shared.web.etags import unless_held
from shared.web.faults import fault_of_query
from shared.web.idempotency import Replay, keep_answer
from shared.web.problems import RequestInvalid
from shared.wire import strict_json

DEFAULT_BODY_BYTES = 262_144
BODY_SECONDS = 60
"""A whole body; the longest one, 4 MB, at half a megabit per second."""


class BodyNotJson(MediaTypeUnsupported):
    """The operation reads JSON bodies only."""

    title = Text("Jenis isi tidak didukung", "Media type not supported")
    detail = Text(
        "Kirim JSON dengan Content-Type: application/json (PATCH: application/merge-patch+json).",
        "Send JSON with Content-Type: application/json (PATCH: application/merge-patch+json).",
    )


class BodyTooLarge(TooLarge):
    """The body is longer than this operation reads; the fact ``most`` is in bytes."""

    title = Text("Isi terlalu besar", "Body too large")
    detail = Text(
        "Paling banyak {most} bita; bagi menjadi beberapa permintaan.",
        "At most {most} bytes; split it into several requests.",
    )


class BodyTooSlow(TooSlow):
    """The body had not arrived after ``seconds``."""

    title = Text("Isi datang terlalu lambat", "The body came too slowly")
    detail = Text(
        "Kirim seluruh isi dalam {seconds} detik; bagi menjadi beberapa permintaan.",
        "Send all of it within {seconds} seconds; split it into several requests.",
    )
    headers: ClassVar = {"Connection": "close"}


class StrictRequest(Request):
    """A request whose JSON body is read strictly."""

    async def json(self) -> Any:
        """The body, or the error of the framework's own parser, so that both look the same."""
        try:
            return strict_json(await self.body())
        except ValueError as exc:
            raise json.JSONDecodeError(str(exc)[:200], "", 0) from exc

    async def read_within(self, most: int, seconds: float = BODY_SECONDS) -> None:
        """Read the body up front; ``BodyTooLarge`` or ``BodyTooSlow`` as soon as it is known."""
        self._refuse_declared(most)
        try:
            async with asyncio.timeout(seconds):
                self._body = b"".join([part async for part in self._parts(most)])
        except TimeoutError as exc:
            raise BodyTooSlow(seconds=seconds) from exc

    def _refuse_declared(self, most: int) -> None:
        declared = self.headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > most:
            raise BodyTooLarge(most=most)

    async def in_pieces(self, most: int, seconds: float, size: int) -> AsyncIterator[bytes]:
        """The body in pieces of about ``size`` bytes; never all of it at once."""
        self._refuse_declared(most)
        end, held = asyncio.get_running_loop().time() + seconds, bytearray()
        parts = aiter(self._parts(most))
        try:
            while True:
                async with asyncio.timeout_at(end):
                    part = await anext(parts, None)
                if part is None:
                    break
                held += part
                if len(held) >= size:
                    yield bytes(held)
                    held.clear()
        except TimeoutError as exc:
            raise BodyTooSlow(seconds=seconds) from exc
        yield bytes(held)

    async def _parts(self, most: int) -> AsyncIterator[bytes]:
        size = 0
        async for part in self.stream():
            size += len(part)
            if size > most:
                raise BodyTooLarge(most=most)
            yield part


def in_pieces(request: Request, most: int, seconds: float, size: int) -> AsyncIterator[bytes]:
    """The body of a ``streamed`` operation; ``BodyTooLarge`` or ``BodyTooSlow`` when it is so."""
    return StrictRequest(request.scope, request.receive).in_pieces(most, seconds, size)


def _check_media_type(request: Request) -> None:
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise BodyNotJson


def _asked_by(dependant: Dependant) -> set[str]:
    """Names of the query parameters an operation reads, however deep."""
    names = {field.alias for field in dependant.query_params}
    return names.union(*map(_asked_by, dependant.dependencies))


def _misread(request: Request, known: set[str]) -> RequestInvalid | None:
    """A mistyped name would otherwise be passed over, and a rehearsal become the real thing."""
    sent = Counter(name for name, _ in request.query_params.multi_items())
    unknown = [fault_of_query(name, "unknown_parameter") for name in sent if name not in known]
    twice = [fault_of_query(name, "repeated_parameter") for name in sent if sent[name] > 1]
    return RequestInvalid(errors=(unknown + twice)[:50]) if unknown or twice else None


class LencanaRoute(APIRoute):
    """Reads strictly, and keeps the answer of an idempotent operation in its transaction."""

    most_body_bytes = DEFAULT_BODY_BYTES
    any_query = False
    streamed = False
    """Whether the operation reads its body itself, as it comes."""

    @property
    def _takes_any_query(self) -> bool:
        """Pages are shared with marks of campaigns behind their address."""
        page = isinstance(self.response_class, type) and issubclass(
            self.response_class, HTMLResponse
        )
        return page or self.any_query

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the framework's handler; it runs inside the request's transaction."""
        handle, most = super().get_route_handler(), self.most_body_bytes
        takes_json = self.body_field is not None and not isinstance(
            self.body_field.field_info, Form
        )
        known = None if self._takes_any_query else _asked_by(self.dependant)

        async def handle_strictly(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            if not self.streamed:
                await strict.read_within(most)
            if known is not None and strict.url.query:
                strict.state.misread = _misread(strict, known)
            if takes_json:
                _check_media_type(strict)
            try:
                response = await handle(strict)
            except Replay as replay:
                return replay.response
            await keep_answer(strict, response, current_time())
            return unless_held(strict, response)

        return handle_strictly


def api_router(
    prefix: str = "",
    *,
    tags: list[str],
    max_body_size: int = DEFAULT_BODY_BYTES,
    any_query: bool = False,
    streamed: bool = False,
) -> APIRouter:
    """A router for one feature; ``max_body_size`` in bytes.

    With ``any_query`` unknown query parameters are passed over, where a standard says so. A
    ``streamed`` operation asks ``in_pieces`` for its body.
    """
    told = {"most_body_bytes": max_body_size, "any_query": any_query, "streamed": streamed}
    limited = type("LencanaRoute", (LencanaRoute,), told)
    return APIRouter(prefix=prefix, tags=list(tags), route_class=limited)
