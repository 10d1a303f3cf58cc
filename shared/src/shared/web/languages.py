"""The language an answer is written in."""

from typing import Annotated

from fastapi import Depends, Request, Response

from shared.language import Language, preferred


def spoken(request: Request, response: Response) -> Language:
    """What the caller prefers; caches are told that it matters."""
    language = preferred(request.headers.get("accept-language", ""))
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return language


Spoken = Annotated[Language, Depends(spoken)]
