"""Logs are JSON lines that find a request again and name nobody."""

import json
import logging
from collections.abc import Iterator

import httpx
import pytest
import structlog

from shared.web.logs import configure_logs, log

NUMBERS = ["198704152010012903", "199001012024211901", "19870415 201001 2 903", "131110468"]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Undo what a test configures for the whole process."""
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    yield
    root.handlers = kept
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_slips_into_a_log_is_hidden(
    capsys: pytest.CaptureFixture[str], number: str
) -> None:
    configure_logs("registry", "info")
    log.info("imported", detail=f"row of {number}: bad")
    logging.getLogger("library").warning("cannot read %s", number)

    first, second = lines(capsys)

    assert first["detail"] == "row of …: bad"
    assert number not in json.dumps(second, ensure_ascii=False)


def test_a_traceback_does_not_tell_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("registry", "info")
    try:
        raise ValueError(NUMBERS[0])
    except ValueError as exc:
        log.error("failed", exc_info=exc)

    [entry] = lines(capsys)
    assert "ValueError" in entry["exception"]
    assert NUMBERS[0] not in entry["exception"]


async def test_a_request_leaves_one_line_with_its_id_and_no_query(
    client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("registry", "info")
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}

    answer = await client.get("/v1/things/3?secret=yes", headers=headers)

    [entry] = [line for line in lines(capsys) if line["event"] == "request"]
    assert entry["route"] == "/v1/things/{number}"
    assert entry["request_id"] == answer.headers["request-id"]
    assert entry["trace_id"] == trace
    assert "secret" not in json.dumps(entry)
