"""Uploads over HTTP, against real PostgreSQL."""

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response
from sqlalchemy import text

from shared.calendar import IsoWeek
from shared.clock import moment_of_request
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification import given
from tests.verification.given import WEEK, row
from verification.observations.jobs import settle_arrivals

SCOPE = "verification.observations.write"


@pytest.fixture(autouse=True)
def it_is_sunday(app: FastAPI) -> None:
    app.dependency_overrides[moment_of_request] = lambda: given.SUNDAY


@pytest.fixture
async def account(sessions: Sessions) -> UUID:
    return await given.linked_account(sessions)


async def upload(client: AsyncClient, issuer: TestIssuer, *rows: Any) -> Response:
    body = {"observations": list(rows)}
    return await client.post("/v1/observations", json=body, headers=issuer.headers(SCOPE))


async def stored(sessions: Sessions, account_id: UUID) -> list[Any]:
    statement = text(
        "select * from observations where account_id = :id order by week, source, version"
    )
    await settle_arrivals(sessions, {})
    async with system_transaction(sessions) as session:
        return list(await session.execute(statement, {"id": account_id}))


async def test_rows_are_kept_once_and_the_same_again_is_unchanged(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    rows = [row(account, WEEK - timedelta(weeks=back)) for back in range(26)]
    first = await upload(client, issuer, *rows)
    again = await upload(client, issuer, *rows)
    assert first.json() == {"accepted": 26, "unchanged": 0, "refused": 0, "rows": []}
    assert again.json() == {"accepted": 0, "unchanged": 26, "refused": 0, "rows": []}
    assert len(await stored(sessions, account)) == 26


async def test_another_value_from_the_same_source_stands_beside_the_earlier_one(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    await upload(client, issuer, row(account))
    answer = await upload(client, issuer, row(account, audience=999))
    back = await upload(client, issuer, row(account))
    assert (answer.json()["accepted"], back.json()["accepted"]) == (1, 1)
    kept = await stored(sessions, account)
    assert [(k.version, k.audience) for k in kept] == [(1, 612), (2, 999), (3, 612)]


async def test_bad_rows_are_refused_by_index_and_good_ones_kept(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    earlier = WEEK - timedelta(weeks=1)
    answer = await upload(
        client,
        issuer,
        row(account),
        row(uuid4()),
        row(account, audience=-1),
        row(account),
        row(account, audience=613),
        "text",
        {"account_id": str(account), "week": str(IsoWeek.of(earlier)), "missed": "private"},
    )
    report = answer.json()
    assert (answer.status_code, report["accepted"], report["unchanged"]) == (200, 2, 1)
    assert [(r["index"], r["code"]) for r in report["rows"]] == [
        (1, "account_unknown"),
        (2, "audience_unreadable"),
        (4, "duplicate_in_batch"),
        (5, "row_unreadable"),
    ]


async def test_an_unlinked_account_is_not_observed(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    async with system_transaction(sessions) as session:
        await session.execute(text("update accounts set linked = false"))
    answer = await upload(client, issuer, row(account))
    assert answer.json()["rows"][0]["code"] == "account_unknown"


async def test_ndjson_and_csv_say_the_same_as_json(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    week = str(IsoWeek.of(WEEK))
    await upload(client, issuer, row(account))
    ndjson = json.dumps(row(account)) + "\n\n{\n" + json.dumps(row(account, audience=1))
    csv = (
        "week,account_id,audience,engagement,posts,source\r\n"
        f"{week},{account},612,43,3,platform-api\r\n{week},{account},6_12,,,csv\r\n{week},{account}\r\n"
    )

    lines = await client.post(
        "/v1/observations",
        content=ndjson,
        headers={**issuer.headers(SCOPE), "Content-Type": "application/x-ndjson"},
    )
    table = await client.post(
        "/v1/observations",
        content=b"\xef\xbb\xbf" + csv.encode(),
        headers={**issuer.headers(SCOPE), "Content-Type": "text/csv; charset=utf-8"},
    )

    assert lines.json()["unchanged"] == table.json()["unchanged"] == 1
    assert [(r["line"], r["code"]) for r in lines.json()["rows"]] == [
        (3, "row_unreadable"),
        (4, "duplicate_in_batch"),
    ]
    assert [(r["line"], r["code"]) for r in table.json()["rows"]] == [
        (3, "audience_unreadable"),
        (4, "row_unreadable"),
    ]


@pytest.mark.parametrize(
    ("kind", "body", "status", "problem"),
    [
        ("application/json", b"{", 400, "upload-unreadable"),
        ("application/json", b"[]", 400, "upload-unreadable"),
        ("application/json", b'{"observations": 1}', 400, "upload-unreadable"),
        ("application/json", b'{"observations": [], "x": 1}', 400, "upload-unreadable"),
        ("application/json", b'{"account_id": [], "week": [1]}', 400, "upload-unreadable"),
        ("application/json", b'{"week": [], "account_id": [], "week": []}', 400, "column-twice"),
        ("text/csv", b"a,b\n1,2\n", 400, "header-unknown"),
        ("text/csv", b"account_id|week\n", 400, "header-unknown"),
        ("text/csv", b"", 400, "header-unknown"),
        ("text/csv", b"account_id,week,week\n", 400, "column-twice"),
        ("text/csv", b"account_id,week\n\xff,1\n", 400, "upload-unreadable"),
        ("application/xml", b"<a/>", 415, "upload-kind-unknown"),
        ("application/x-ndjson", b"\n" * 2_000_001, 413, "too-many-rows"),
    ],
)
async def test_an_unusable_upload_is_one_clear_problem(
    client: AsyncClient, issuer: TestIssuer, kind: str, body: bytes, status: int, problem: str
) -> None:
    headers = {**issuer.headers(SCOPE), "Content-Type": kind}
    answer = await client.post("/v1/observations", content=body, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")


async def uploaded(
    client: AsyncClient, issuer: TestIssuer, kind: str, body: str | bytes
) -> dict[str, Any]:
    """The report on a file."""
    headers = {**issuer.headers(SCOPE), "Content-Type": kind, "Accept-Language": "en"}
    answer = await client.post("/v1/observations", content=body, headers=headers)
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    return report


def column(account: UUID, *figures: str, separator: str = ",") -> str:
    """A CSV file of one account, a week a row."""
    weeks = [IsoWeek.of(WEEK - timedelta(weeks=back)) for back in range(len(figures))]
    rows = [f"{account},{w},{figure},csv" for w, figure in zip(weeks, figures, strict=True)]
    text = "\n".join(["account_id,week,audience,source", *rows]) + "\n"
    return text.replace(",", separator)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
async def test_whole_numbers_may_have_a_point_and_cells_any_separator(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID, separator: str
) -> None:
    sent = column(account, "612.0", "612.00", "612.5", "612.", "6.12e2", separator=separator)

    report = await uploaded(client, issuer, "text/csv", sent)

    assert report["accepted"] == 2
    assert {row["code"] for row in report["rows"]} == {"audience_unreadable"}
    assert {kept.audience for kept in await stored(sessions, account)} == {612}


@pytest.mark.parametrize("cell", ['"6"12', '"612', '6"12"'])
async def test_a_stray_quote_spoils_its_own_row(
    client: AsyncClient, issuer: TestIssuer, account: UUID, cell: str
) -> None:
    report = await uploaded(client, issuer, "text/csv", column(account, "612", cell, "611", "610"))

    assert (report["accepted"], report["refused"]) == (3, 1)
    assert (report["rows"][0]["index"], report["rows"][0]["line"]) == (1, 3)


@pytest.mark.parametrize("kind", ["application/json", "application/x-ndjson", "text/csv"])
async def test_a_mark_of_byte_order_harms_no_notation(
    client: AsyncClient, issuer: TestIssuer, account: UUID, kind: str
) -> None:
    bodies = {
        "application/json": json.dumps({"observations": [row(account)]}),
        "application/x-ndjson": json.dumps(row(account)),
        "text/csv": column(account, "612"),
    }

    report = await uploaded(client, issuer, kind, b"\xef\xbb\xbf" + bodies[kind].encode())

    assert (report["accepted"], report["refused"]) == (1, 0)


async def test_a_doubled_column_is_named_and_nothing_is_kept(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    sent = column(account, "612,99").replace("audience", "audience,audience", 1)
    headers = {**issuer.headers(SCOPE), "Content-Type": "text/csv"}

    answer = await client.post("/v1/observations", content=sent, headers=headers)

    assert "`audience`" in answer.json()["detail"]
    assert await stored(sessions, account) == []


async def test_an_empty_upload_is_no_trouble(client: AsyncClient, issuer: TestIssuer) -> None:
    answer = await upload(client, issuer)
    assert answer.json() == {"accepted": 0, "unchanged": 0, "refused": 0, "rows": []}


async def test_a_repeated_request_is_answered_again_without_effect(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    headers = issuer.headers(SCOPE)
    body = {"observations": [row(account)]}
    answers = [await client.post("/v1/observations", json=body, headers=headers) for _ in range(2)]
    assert (
        answers[0].json()
        == answers[1].json()
        == {"accepted": 1, "unchanged": 0, "refused": 0, "rows": []}
    )
    assert answers[1].headers["idempotency-replayed"] == "true"


async def test_two_uploads_of_the_same_rows_in_opposite_order_keep_each_once(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID
) -> None:
    rows = [row(account, WEEK - timedelta(weeks=back)) for back in range(200)]
    one, other = await asyncio.gather(
        upload(client, issuer, *rows), upload(client, issuer, *rows[::-1])
    )
    assert one.json()["accepted"] + other.json()["accepted"] == 200
    assert one.json()["unchanged"] + other.json()["unchanged"] == 200
    assert len(await stored(sessions, account)) == 200


async def test_only_a_collector_may_upload(client: AsyncClient, issuer: TestIssuer) -> None:
    body: dict[str, list[Any]] = {"observations": []}
    answer = await client.post(
        "/v1/observations", json=body, headers=issuer.headers("verification.review")
    )
    assert answer.status_code == 403


async def test_the_database_itself_refuses_to_change_or_delete_a_reading(
    sessions: Sessions, account: UUID
) -> None:
    await given.observed(sessions, account, given.calm_readings(weeks=2))
    before = await stored(sessions, account)
    async with system_transaction(sessions) as session:
        await session.execute(text("update observations set audience = 1"))
        await session.execute(text("delete from observations"))
    assert await stored(sessions, account) == before
