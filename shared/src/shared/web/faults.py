"""Entries of ``errors``: where in a request a fault is, what it is, and what to mend."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.faults import FAULTS, fault_in_words
from shared.language import Language


def fault_of_form(fault: Mapping[str, Any], language: Language) -> dict[str, str]:
    """What the validator found, in the asker's language; no value is ever repeated."""
    code = fault["type"] if fault["type"] in FAULTS else "value_error"
    where = {"pointer": "#"} if code == "json_invalid" else _pointer(fault["loc"])
    detail = fault_in_words(code, fault.get("ctx", {})).pick(language)
    return {**where, "code": code, "detail": detail}


def fault_of_query(name: str, code: str) -> dict[str, str]:
    """A query parameter that should not be there."""
    return {"parameter": name[:64], "in": "query", "code": code}


def _pointer(location: Sequence[int | str]) -> dict[str, str]:
    where, *path = location
    if where == "body":
        joined = "".join(f"/{str(p).replace('~', '~0').replace('/', '~1')}" for p in path)
        return {"pointer": f"#{joined}"}
    return {"parameter": ".".join(str(p) for p in path), "in": str(where)}
