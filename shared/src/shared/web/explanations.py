"""Where the ``type`` of a problem leads: what it means and what to do, for people and programs."""

from dataclasses import dataclass
from string import Formatter
from typing import Annotated

from fastapi import Path, Request, Response
from pydantic import Field

from shared.errors import Missing
from shared.language import Text
from shared.web.auth import PUBLIC
from shared.web.etags import answer
from shared.web.openapi import MAY_BE_HELD, Responses, problems
from shared.web.problem_page import MEDIA_TYPE, POLICY, problem_page
from shared.web.problems import HOST_TEXTS, HTTP_TEXTS, OTHER, kinds_of, problem_slug, status_of
from shared.web.routing import api_router
from shared.wire import BilingualText, Wire

router = api_router("/problems", tags=["operations"], any_query=True)
CACHED = "public, max-age=3600"

AT_THE_GATE: dict[str, tuple[int, Text, Text]] = {
    "unreadable-request": (
        400,
        Text("Permintaan tidak terbaca", "Unreadable request"),
        Text(
            "Kirim HTTP yang sah lewat https, dengan tepat satu header Host.",
            "Send valid HTTP over https, with exactly one Host header.",
        ),
    ),
    "too-large": (
        413,
        Text("Isi terlalu besar", "Body too large"),
        Text(
            "Bagi menjadi beberapa permintaan; batas tiap operasi ada di /docs.",
            "Split it into several requests; /docs tells the limit of each operation.",
        ),
    ),
    "address-too-long": (
        414,
        Text("Alamat terlalu panjang", "Address too long"),
        Text(
            "Alamat beserta pertanyaannya paling panjang 8 kB; kirim daftar dengan POST.",
            "An address with its query has at most 8 kB; send lists by POST.",
        ),
    ),
    "too-many": (
        429,
        Text("Terlalu banyak permintaan", "Too many requests"),
        Text(
            "Tunggu selama Retry-After, lalu kirim lagi lebih pelan.",
            "Wait for Retry-After, then send again more slowly.",
        ),
    ),
    "headers-too-large": (
        431,
        Text("Header terlalu besar", "Headers too large"),
        Text(
            "Tiap header paling panjang 8 kB, semuanya paling banyak 32 kB.",
            "Each header has at most 8 kB, all together at most 32 kB.",
        ),
    ),
    "unavailable": (
        503,
        Text("Layanan sedang tidak tersedia", "The service is not available"),
        Text(
            "Coba lagi setelah Retry-After, dengan Idempotency-Key yang sama.",
            "Try again after Retry-After, with the same Idempotency-Key.",
        ),
    ),
}
"""What the gateway answers itself (deploy/gateway/problems.conf); its types lead here, too."""


class ProblemUnknown(Missing):
    """No service answers with a problem of this type."""

    title = Text("Jenis masalah tidak dikenal", "Problem type unknown")
    detail = Text("Periksa `type` yang Anda terima.", "Check the `type` you were given.")


class Explanation(Wire):
    """What a problem type means, whatever request met it."""

    type: str = Field(max_length=200, examples=["/problems/stale-version"])
    status: int = Field(ge=400, le=599, json_schema_extra={"format": "int32"})
    title: BilingualText
    detail: BilingualText = Field(description="… stands for what an answer fills in.")


AS_PAGE: Responses = {
    200: {**MAY_BE_HELD[200], "content": {"text/html": {"schema": {"type": "string"}}}}
}


@dataclass(frozen=True, slots=True)
class _Known:
    status: int
    title: Text
    detail: Text


def known(service: str) -> dict[str, _Known]:
    """Every problem a service, or the gateway before it, may answer with, by its slug."""
    kinds = {
        problem_slug(kind): _Known(status_of(kind), kind.title, _without_facts(kind.detail))
        for kind in kinds_of(service)
    }
    plain = {slug: _Known(code, *words) for code, (slug, *words) in HTTP_TEXTS.items()}
    host, other = HOST_TEXTS, OTHER
    plain |= {host[0]: _Known(400, *host[1:]), other[0]: _Known(400, *other[1:])}
    return {slug: _Known(*words) for slug, words in AT_THE_GATE.items()} | plain | kinds


def _without_facts(detail: Text) -> Text:
    names = {name for _, name, _, _ in Formatter().parse(detail.id) if name}
    names |= {name for _, name, _, _ in Formatter().parse(detail.en) if name}
    return detail.format(**dict.fromkeys(names, "…"))


@router.get(
    "/{slug}",
    summary="What does this problem mean?",
    dependencies=[PUBLIC],
    response_model=Explanation,
    responses=problems(ProblemUnknown) | MAY_BE_HELD | AS_PAGE,
)
async def explain_problem(
    request: Request,
    slug: Annotated[str, Path(max_length=64, description="Last part of the `type`.")],
) -> Response:
    """A page for people in both languages; the same as JSON for programs."""
    problem = known(request.app.state.service).get(slug)
    if problem is None:
        raise ProblemUnknown
    headers = {"Vary": "Accept"}
    if "text/html" in request.headers.get("accept", ""):
        headers["Content-Security-Policy"] = POLICY
        page = problem_page(problem.title, problem.detail, f"{problem.status} · {slug}")
        return answer(request, page, MEDIA_TYPE, cache=CACHED, headers=headers)
    told = Explanation(
        type=f"/problems/{slug}",
        status=problem.status,
        title=BilingualText(id=problem.title.id, en=problem.title.en),
        detail=BilingualText(id=problem.detail.id, en=problem.detail.en),
    )
    document = told.model_dump_json()
    return answer(request, document.encode(), "application/json", cache=CACHED, headers=headers)
