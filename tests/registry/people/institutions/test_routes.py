"""Institutions over HTTP, on real PostgreSQL."""

import random
from pathlib import Path
from typing import Any

import httpx
import pytest

from registry.people.institutions import rules
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry.given import events_about

HEADER = ",".join(rules.COLUMNS) + "\n"


@pytest.fixture
def code() -> str:
    return f"K{random.randrange(10_000, 99_999)}"


async def imported(
    client: httpx.AsyncClient, issuer: TestIssuer, rows: str, **query: Any
) -> httpx.Response:
    headers = issuer.headers("registry.institutions.write") | {"Content-Type": "text/csv"}
    content = (HEADER + rows).encode()
    return await client.post(
        "/v1/institutions/imports", params=query, content=content, headers=headers
    )


async def test_an_import_adds_what_is_new_and_reports_what_is_refused(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str
) -> None:
    rows = f"klpd,{code},Kementerian Uji,kementerian,,\nklpd,{code},Dua,kementerian,,\n"

    report = (await imported(client, issuer, rows)).json()

    assert (report["accepted"], report["unchanged"], report["refused"]) == (1, 0, 1)
    assert (report["rows"][0]["index"], report["rows"][0]["line"]) == (1, 3)
    assert report["rows"][0]["code"] == "duplicate_in_file"
    assert (await client.get(f"/v1/institutions/klpd:{code}")).json()["name"] == "Kementerian Uji"


async def test_the_same_file_again_is_unchanged(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str
) -> None:
    rows = f"klpd,{code},Kementerian Uji,kementerian,,\n"
    await imported(client, issuer, rows)

    again = (await imported(client, issuer, rows)).json()

    assert (again["accepted"], again["unchanged"]) == (0, 1)


async def test_a_dry_run_changes_nothing(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str
) -> None:
    rows = f"klpd,{code},Kementerian Uji,kementerian,,\n"

    report = (await imported(client, issuer, rows, dry_run=True)).json()

    assert (report["accepted"], report["dry_run"]) == (1, True)
    assert (await client.get(f"/v1/institutions/klpd:{code}")).status_code == 404


async def test_a_new_name_keeps_the_old_one_with_its_dates(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str
) -> None:
    await imported(client, issuer, f"klpd,{code},Kementerian Lama,kementerian,,\n")
    await imported(client, issuer, f"klpd,{code},Kementerian Baru,kementerian,,\n")

    names = (await client.get(f"/v1/institutions/klpd:{code}")).json()["names"]

    assert [name["name"] for name in names] == ["Kementerian Baru", "Kementerian Lama"]
    assert names[0]["valid_to"] is None
    assert names[1]["valid_to"] == names[0]["valid_from"]


async def test_an_institution_is_found_by_its_code_in_another_system(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str
) -> None:
    bkn = f"{random.randrange(10_000):04}"
    await imported(client, issuer, f"klpd,{code},Kementerian Uji,kementerian,,bkn:{bkn}\n")

    found = await client.get("/v1/institutions", params={"code_system": "bkn", "code": bkn})

    assert [item["code"] for item in found.json()["items"]] == [f"klpd:{code}"]
    assert found.json()["items"][0]["codes"] == {"klpd": code, "bkn": bkn}


async def test_the_reference_file_goes_through_the_same_door(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    file = Path(rules.__file__).with_name("reference.csv").read_text()

    report = (await imported(client, issuer, file.removeprefix(HEADER))).json()

    assert (report["accepted"], report["refused"]) == (87, 0)
    provinces = await client.get("/v1/institutions", params={"kind": "provinsi", "limit": 100})
    assert len(provinces.json()["items"]) == 38


async def test_pages_follow_one_another_without_gap_or_repeat(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    start = random.randrange(10_000, 90_000)
    rows = [f"klpd,P{start + n},Kementerian {n},bumn,," for n in range(5)]
    await imported(client, issuer, "\n".join(rows) + "\n")

    codes: list[str] = []
    cursor: str | None = None
    while not codes or cursor:
        query = {"kind": "bumn", "limit": "2"} | ({"cursor": cursor} if cursor else {})
        answer = await client.get("/v1/institutions", params=query)
        codes += [item["code"] for item in answer.json()["items"]]
        cursor = answer.json()["next"]

    assert codes == [f"klpd:P{start + n}" for n in range(5)]


@pytest.mark.parametrize(
    "content",
    [b"", b"name\nx\n", b"\xff\xfe", HEADER.encode().replace(b",", b"|"), b"\x00" * 10],
    ids=["empty", "other header", "not UTF-8", "other separator", "NUL"],
)
async def test_an_unreadable_file_is_400(
    client: httpx.AsyncClient, issuer: TestIssuer, content: bytes
) -> None:
    headers = issuer.headers("registry.institutions.write") | {"Content-Type": "text/csv"}

    answer = await client.post("/v1/institutions/imports", content=content, headers=headers)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/import-unreadable"


async def sent(client: httpx.AsyncClient, issuer: TestIssuer, content: bytes) -> httpx.Response:
    """A file as it is, header and all."""
    headers = issuer.headers("registry.institutions.write") | {
        "Content-Type": "text/csv",
        "Accept-Language": "en",
    }
    return await client.post("/v1/institutions/imports", content=content, headers=headers)


@pytest.mark.parametrize("separator", [";", "\t"])
async def test_a_file_of_another_locale_is_read(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str, separator: str
) -> None:
    row = f"klpd,{code},Kementerian Uji,kementerian,,\n,,,,,\n"

    answer = await sent(client, issuer, (HEADER + row).replace(",", separator).encode())

    assert answer.json() == {
        "accepted": 1,
        "unchanged": 0,
        "refused": 0,
        "rows": [],
        "dry_run": False,
    }


@pytest.mark.parametrize("name", ['"Badan" Contoh', '"Badan Contoh', "Badan\uffffContoh"])
async def test_a_row_that_cannot_be_read_leaves_the_others_alone(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str, name: str
) -> None:
    rows = [f"klpd,{code},Kementerian Uji,kementerian,,", f"klpd,K9,{name},lembaga,,"]
    rows += [f"klpd,{code},Kementerian Uji,kementerian,,"]

    report = (await sent(client, issuer, (HEADER + "\n".join(rows)).encode())).json()

    assert (report["accepted"], report["refused"]) == (1, 2)
    assert [(row["index"], row["line"]) for row in report["rows"]] == [(1, 3), (2, 4)]
    assert report["rows"][1]["code"] == "duplicate_in_file"
    assert report["rows"][0]["text"]


async def test_a_name_over_two_lines_is_one_refusal_at_its_first(
    client: httpx.AsyncClient, issuer: TestIssuer, code: str
) -> None:
    rows = f'klpd,K9,"Badan\nContoh",lembaga,,\nklpd,{code},Kementerian Uji,kementerian,,\n'

    report = (await sent(client, issuer, (HEADER + rows).encode())).json()

    assert (report["accepted"], report["refused"]) == (1, 1)
    assert (report["rows"][0]["line"], report["rows"][0]["code"]) == (2, "control_characters")


async def test_as_many_rows_as_may_be_are_taken_at_once(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    rows = "".join(f"klpd,Z{n:05},Badan Uji,bumn,,\n" for n in range(rules.MOST_ROWS))

    answer = await sent(client, issuer, (HEADER + rows).encode())

    assert (answer.status_code, answer.json()["accepted"]) == (200, rules.MOST_ROWS)


async def test_a_column_twice_is_refused_by_its_name(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await sent(client, issuer, HEADER.replace("parent", "parent,name").encode())

    assert answer.json()["type"] == "/problems/column-twice"
    assert "`name`" in answer.json()["detail"]


async def test_json_is_not_csv(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    headers = issuer.headers("registry.institutions.write")

    answer = await client.post("/v1/institutions/imports", json={}, headers=headers)

    assert answer.status_code == 415


async def test_an_import_needs_its_scope(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    headers = issuer.headers("registry.me") | {"Content-Type": "text/csv"}

    answer = await client.post("/v1/institutions/imports", content=HEADER, headers=headers)

    assert answer.status_code == 403


async def test_an_unknown_institution_is_404(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/institutions/klpd:K9999")

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/institution-unknown"


async def test_every_change_is_told_once(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, code: str
) -> None:
    rows = f"klpd,{code},Kementerian Uji,kementerian,,\n"
    await imported(client, issuer, rows)
    await imported(client, issuer, rows)

    told = await events_about(sessions, f"klpd:{code}")

    assert told == [
        (
            "institution.changed.v1",
            {
                "code": f"klpd:{code}",
                "name": "Kementerian Uji",
                "kind": "kementerian",
                "parent": None,
            },
        )
    ]
