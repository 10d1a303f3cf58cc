"""Turns failures into RFC 9457 problem documents. The only place that knows status codes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from shared import errors
from shared.database import storage_is_away
from shared.faults import FAULTS
from shared.language import Language, Text, preferred
from shared.web.faults import fault_of_form
from shared.web.logs import log
from shared.web.problem_page import MEDIA_TYPE, POLICY, problem_page

STATUS_OF: dict[type[errors.Failure], int] = {
    errors.Invalid: 400,
    errors.Unauthenticated: 401,
    errors.Refused: 403,
    errors.Missing: 404,
    errors.NotAcceptable: 406,
    errors.TooSlow: 408,
    errors.Conflict: 409,
    errors.Precondition: 412,
    errors.TooLarge: 413,
    errors.MediaTypeUnsupported: 415,
    errors.Unprocessable: 422,
    errors.PreconditionAbsent: 428,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}


class RequestInvalid(errors.Invalid):
    """The request does not have the documented form; ``errors`` points at each fault."""

    title = Text("Permintaan tidak sesuai bentuk", "Request not in the documented form")
    detail = Text(
        "Perbaiki bagian yang ditunjuk di `errors`, lalu kirim lagi.",
        "Mend the parts that `errors` points at, then send it again.",
    )
    codes = FAULTS


class StorageUnavailable(errors.Unavailable):
    """The database does not answer right now; nothing was changed."""

    title = Text("Penyimpanan sedang tidak tersedia", "Storage unavailable")
    detail = Text(
        "Tidak ada yang berubah. Coba lagi dengan Idempotency-Key yang sama.",
        "Nothing was changed. Try again with the same Idempotency-Key.",
    )


class Overtaken(errors.Conflict):
    """Another request changed the same thing at the same moment; this one changed nothing."""

    title = Text("Didahului permintaan lain", "Another request came first")
    detail = Text(
        "Tidak ada yang berubah oleh permintaan ini. Baca keadaan terbaru; bila masih perlu, "
        "ulangi dengan Idempotency-Key yang sama.",
        "This request changed nothing. Read the present state; if it is still needed, repeat with "
        "the same Idempotency-Key.",
    )


class InternalFault(errors.Failure):
    """A fault of ours; the request id finds it in the logs."""

    title = Text("Kesalahan pada layanan", "Internal error")
    detail = Text(
        "Ini kesalahan kami dan sudah tercatat. Sebutkan `instance` bila melapor.",
        "This is our fault and has been recorded. Quote `instance` when you report it.",
    )


HTTP_TEXTS: dict[int, tuple[str, Text, Text]] = {
    404: (
        "not-found",
        Text("Alamat tidak dikenal", "Unknown address"),
        Text("Lihat /docs untuk alamat yang ada.", "See /docs for the addresses there are."),
    ),
    405: (
        "method-not-allowed",
        Text("Metode tidak dikenal di alamat ini", "Method not allowed here"),
        Text(
            "Pakai salah satu metode di header Allow.",
            "Use one of the methods in the Allow header.",
        ),
    ),
    413: (
        "body-too-large",
        Text("Isi terlalu besar", "Body too large"),
        Text("Bagi menjadi beberapa permintaan.", "Split it into several requests."),
    ),
    415: (
        "media-type-not-supported",
        Text("Jenis isi tidak didukung", "Media type not supported"),
        Text("Kirim dengan Content-Type yang didokumentasikan.", "Send a documented Content-Type."),
    ),
}
HOST_TEXTS = (
    "host-not-single",
    Text("Header Host harus satu", "One Host header, please"),
    Text("Kirim tepat satu header Host.", "Send exactly one Host header."),
)
LEFT = 499
"""For our own counts: the caller went away before the request was complete."""

AGAIN_SECONDS = 2
"""When to come back, where a failure does not say."""

OTHER = ("request-refused", Text("Permintaan ditolak", "Request refused"), errors.Failure.detail)


def status_of(failure: errors.Failure | type[errors.Failure]) -> int:
    """Status of the nearest ancestor listed in ``STATUS_OF``; 500 for a failure of no kind."""
    kind = failure if isinstance(failure, type) else type(failure)
    return next((STATUS_OF[k] for k in kind.__mro__ if k in STATUS_OF), 500)


def problem_slug(kind: type[errors.Failure]) -> str:
    """``BodyTooLarge`` becomes ``body-too-large``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def kinds_of(service: str) -> list[type[errors.Failure]]:
    """Every failure that a service may answer with: its own and those all services share."""
    homes = ("shared", service)
    return [k for k in _below(errors.Failure) if k.__module__.partition(".")[0] in homes]


def _below(kind: type[errors.Failure]) -> Iterator[type[errors.Failure]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def problem_document(
    slug: str, status: int, title: Text, detail: Text, facts: Mapping[str, Any], language: Any
) -> dict[str, Any]:
    """The members of a problem, in one language; the type never changes with it."""
    return {
        "type": f"/problems/{slug}",
        "title": title.pick(language),
        "status": status,
        "detail": detail.pick(language),
        **facts,
    }


def refuse_host(language: Language) -> JSONResponse:
    """For a request without exactly one Host; it is refused before any route sees it."""
    slug, title, detail = HOST_TEXTS
    body = problem_document(slug, 400, title, detail, {}, language)
    return JSONResponse(body, 400, media_type="application/problem+json")


def describe(failure: errors.Failure, language: Any) -> dict[str, Any]:
    """The problem document of a failure."""
    kind, facts = type(failure), dict(failure.facts)
    if "errors" in facts:
        facts["errors"] = [_worded(kind, each, language) for each in facts["errors"]]
    return problem_document(
        problem_slug(kind), status_of(kind), kind.title, failure.sentence, facts, language
    )


def _worded(
    kind: type[errors.Failure], fault: Mapping[str, Any], language: Language
) -> Mapping[str, Any]:
    """A fault with the sentence of its code, where it does not bring one."""
    sentence = kind.codes.get(fault["code"])
    return {"detail": sentence.pick(language), **fault} if sentence else fault


def _answer(
    request: Request, body: dict[str, Any], headers: Mapping[str, str], title: Text, detail: Text
) -> Response:
    """The document for programs; the same as a page for whoever reads with a browser."""
    language = preferred(request.headers.get("accept-language", ""))
    request_id = getattr(request.state, "request_id", None)
    if request_id:
        body = {**body, "instance": f"urn:uuid:{request_id}"}
    told = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **headers}
    if request.scope.get("method") == "GET" and "text/html" in request.headers.get("accept", ""):
        small = f"{body['status']} · {body['type']} · {body.get('instance', '')}"
        told |= {"Content-Language": "id, en", "Content-Security-Policy": POLICY}
        return Response(problem_page(title, detail, small), body["status"], told, MEDIA_TYPE)
    told["Content-Language"] = language
    return JSONResponse(body, body["status"], told, media_type="application/problem+json")


def render_failure(request: Request, failure: errors.Failure) -> Response:
    """Any ``Failure`` as an answer, with the headers its kind asks for."""
    language = preferred(request.headers.get("accept-language", ""))
    headers: dict[str, str] = dict(getattr(failure, "headers", {}))
    if isinstance(failure, errors.TooMany | errors.Unavailable):
        headers["Retry-After"] = str(failure.facts.get("retry_after", AGAIN_SECONDS))
    title, detail = type(failure).title, failure.sentence
    return _answer(request, describe(failure, language), headers, title, detail)


async def _on_failure(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, errors.Failure)
    return render_failure(request, exc)


async def _on_validation(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    language = preferred(request.headers.get("accept-language", ""))
    faults = [fault_of_form(each, language) for each in exc.errors()[:50]]
    return render_failure(request, RequestInvalid(errors=faults))


def allowed_methods(request: Request) -> set[str]:
    """Methods of all operations at this path, not only of the first that matches."""
    allowed = {"OPTIONS"}
    for route in iter_route_contexts(request.app.routes):
        pattern = getattr(route, "path_regex", None)
        if pattern is not None and pattern.match(request.url.path):
            allowed |= set(route.methods or ())
    return allowed | ({"HEAD"} if "GET" in allowed else set())


async def _on_http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    if exc.status_code == 400:
        return render_failure(request, RequestInvalid(errors=[]))
    lost = getattr(request.app.state, "lost", None)
    if exc.status_code == 404 and lost and "text/html" in request.headers.get("accept", ""):
        page: Response = lost(request)
        return page
    headers = dict(exc.headers or {})
    if exc.status_code == 405:
        headers["Allow"] = ", ".join(sorted(allowed_methods(request)))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
    slug, title, detail = HTTP_TEXTS.get(exc.status_code, OTHER)
    language = preferred(request.headers.get("accept-language", ""))
    body = problem_document(slug, exc.status_code, title, detail, {}, language)
    return _answer(request, body, headers, title, detail)


async def _on_leaving(request: Request, exc: Exception) -> Response:
    """An upload broken off is no fault of ours, and nobody is there to read an answer."""
    return Response(status_code=LEFT)


_OVERTAKEN = frozenset({"23503", "23505", "23P01", "40001", "40P01", "55P03"})
"""A row that vanished or was taken meanwhile (23…), serialisation, deadlock, a lock held long."""


async def _on_database(request: Request, exc: Exception) -> Response:
    told = exc.orig if isinstance(exc, DBAPIError) else None
    if getattr(told, "sqlstate", None) in _OVERTAKEN:
        constraint = getattr(getattr(told, "__cause__", None), "constraint_name", None)
        log.warning("overtaken", sqlstate=getattr(told, "sqlstate", None), constraint=constraint)
        return render_failure(request, Overtaken())
    if not storage_is_away(exc):
        return await _on_fault(request, exc)
    log.warning("storage_unavailable", error=type(exc).__name__)
    return render_failure(request, StorageUnavailable(retry_after=2))


async def _on_fault(request: Request, exc: Exception) -> Response:
    """The log gets the place of the fault but not its values: they may be personal."""
    place = exc.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else None
    state = getattr(getattr(exc, "orig", None), "sqlstate", None)
    log.error("fault", error=type(exc).__name__, where=where, sqlstate=state)
    return render_failure(request, InternalFault())


def install_problems(app: FastAPI) -> None:
    """Register the handlers once, in the application factory."""
    app.add_exception_handler(errors.Failure, _on_failure)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(ClientDisconnect, _on_leaving)
    for kind in (DBAPIError, PoolTimeout, OSError):
        app.add_exception_handler(kind, _on_database)
    app.add_exception_handler(Exception, _on_fault)
