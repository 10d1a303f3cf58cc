"""Judges the answers of a service under test by its contract, with a validator not ours."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SERVICES = Path(__file__).parents[4] / "services"
HERE = "urn:contract"


class Contract:
    """One service's contract, and which of its answers were judged in this process."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(HERE, resource)
        self._document = document
        self._judged: set[tuple[str, str, int, str]] = set()
        paths = sorted(document["paths"], key=lambda path: (path.count("{"), path))
        self._paths = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in paths]

    def judge(self, method: str, path: str, answer: httpx.Response) -> None:
        """``AssertionError`` if the contract tells of no such answer; each kind is judged once."""
        place = next((told for form, told in self._paths if form.fullmatch(path)), None)
        asked = "get" if method == "HEAD" else method.lower()
        if place is None or asked not in self._document["paths"][place]:
            return
        kind = answer.headers.get("content-type", "").partition(";")[0]
        key = (asked, place, answer.status_code, kind)
        if key not in self._judged:
            self._judged.add(key)
            fault = self._fault(place, asked, kind, answer, whole=method != "HEAD")
            assert fault is None, f"{method} {place} {answer.status_code} {kind}: {fault}"

    def _fault(
        self, place: str, method: str, kind: str, answer: httpx.Response, *, whole: bool
    ) -> str | None:
        told = self._document["paths"][place][method]["responses"]
        status = str(answer.status_code)
        if status not in told and (status[0] in "123" or "default" not in told):
            return f"the contract tells of {sorted(told)}"
        status = status if status in told else "default"
        media = told[status].get("content", {})
        if not answer.content:
            return "no body, and the contract tells of one" if media and whole else None
        if kind not in media:
            return f"the contract tells of {sorted(media)}"
        if not kind.endswith("json"):
            return None
        parts = ("paths", place, method, "responses", status, "content", kind, "schema")
        pointer = "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)
        validator = Draft202012Validator({"$ref": f"{HERE}#/{pointer}"}, registry=self._registry)
        errors = [f"{e.json_path}: {e.message[:300]}" for e in validator.iter_errors(answer.json())]
        return "; ".join(errors[:5]) or None


CONTRACTS = {
    file.parent.name: Contract(json.loads(file.read_text("utf-8")))
    for file in SERVICES.glob("*/openapi.json")
}
"""The contracts that lie in git; what tests make up themselves has none."""


async def judge_answer(answer: httpx.Response) -> None:
    """A hook of httpx: the host of the client is the name of the service."""
    contract = CONTRACTS.get(answer.request.url.host)
    if contract is not None and answer.request.method != "OPTIONS":
        await answer.aread()
        contract.judge(answer.request.method, answer.request.url.path, answer)
