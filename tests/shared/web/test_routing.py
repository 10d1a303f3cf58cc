"""How a body is read: within its length and its time."""

import asyncio

import pytest
from starlette.types import Message

from shared.web.problems import describe
from shared.web.routing import BodyTooLarge, BodyTooSlow, StrictRequest

POST = {"type": "http", "method": "POST", "path": "/", "headers": []}


def sent(*parts: bytes, all_of_it: bool = True) -> StrictRequest:
    """A request whose body comes in these parts, and then no more, finished or not."""
    coming = [{"type": "http.request", "body": part, "more_body": True} for part in parts]

    async def receive() -> Message:
        if coming:
            return coming.pop(0)
        if not all_of_it:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": b"", "more_body": False}

    return StrictRequest(POST, receive)


async def test_a_body_comes_in_parts() -> None:
    request = sent(b'{"a":', b"1}")

    await request.read_within(7)

    assert await request.json() == {"a": 1}


async def test_a_body_is_no_longer_than_its_operation_reads() -> None:
    with pytest.raises(BodyTooLarge):
        await sent(b"1234", b"56").read_within(5)


async def test_a_body_that_never_ends_is_not_waited_for() -> None:
    with pytest.raises(BodyTooSlow) as refused:
        await sent(b"12", all_of_it=False).read_within(5, seconds=0.01)

    problem = describe(refused.value, "en")
    assert (problem["status"], problem["type"]) == (408, "/problems/body-too-slow")
    assert "within 0.01 seconds" in problem["detail"]
    assert refused.value.headers == {"Connection": "close"}
