"""People live a full life in the programme and are erased: no canary is left anywhere."""

import base64
import gzip
import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import asyncpg
import pytest

from local.places import Places
from local.postgres import Cluster, prepared_cluster
from local.story.__main__ import arguments, open_client, stage_of
from local.story.cast import Account, Officer, Plan, Play
from local.story.script import STEPS, perform
from local.story.stage import eventually
from local.story.steps import accounts as account_steps
from local.story.steps import badges as badge_steps
from local.story.steps import cohort as cohort_steps
from local.story.steps.badges import look_up

SEED = 20_261_126
SERVICES = ("registry", "verification", "content")
PEOPLE = 6


@dataclass
class Life:
    """One person who is erased, and everything that must not be found afterwards."""

    officer: Officer
    canaries: dict[str, str] = field(default_factory=dict, repr=False)


@pytest.fixture
def small_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six people instead of ninety, one for each fate."""
    monkeypatch.setattr(cohort_steps, "INVITED", PEOPLE + 2)
    monkeypatch.setattr(cohort_steps, "ACCEPTING", PEOPLE)
    monkeypatch.setattr(account_steps, "SECOND_ACCOUNTS", 0)
    plans = {Plan.SMALL: range(1, 2), Plan.BOUGHT: range(2, 3), Plan.NEW: range(3, 4)}
    monkeypatch.setattr(account_steps, "PLANS", plans)
    monkeypatch.setattr(badge_steps, "SUSPENDED", 4)


@pytest.fixture
async def play(
    stack: tuple[Places, subprocess.Popen[str]], small_cast: None
) -> AsyncIterator[Play]:
    """Enrolled, trained, proven, observed, judged, badged, one of them suspended."""
    async with open_client(None) as http:
        play = Play(stage_of(arguments([]), stack[0], http), Random(SEED))
        assert await perform(play, STEPS[:6])
        yield play


@pytest.fixture
def cluster(stack: tuple[Places, subprocess.Popen[str]]) -> Cluster:
    return prepared_cluster(stack[0])


def with_badge(play: Play) -> Officer:
    """Whose badge is in force, and who reads the inbox; not the persona, whose name is a word."""
    held = play.places["suspended_account_url"]
    return next(
        o for o in play.officers[1:] if o.accounts[0].badge_id and o.accounts[0].url != held
    )


def suspended(play: Play) -> Officer:
    url = play.places["suspended_account_url"]
    return next(o for o in play.officers if o.accounts[0].url == url)


def in_doubt(play: Play) -> Officer:
    """Whose growth waits for a person."""
    return next(o for o in play.officers if o.accounts[0].plan is Plan.BOUGHT)


def life_of(places: Places, officer: Officer) -> Life:
    """All that could give the person away."""
    life = Life(officer, {"number": officer.number, "principal": officer.actor.client_id})
    if officer.name:
        life.canaries["name"] = officer.name
    for account in officer.accounts:
        profile = profile_of(places, account)
        life.canaries |= {
            "handle": account.handle,
            "platform id": profile["id"],
            "code": profile["bio"].rpartition(" ")[2],
        }
    return life


def profile_of(places: Places, account: Account) -> dict[str, str]:
    """What the simulated platform says of the account."""
    stored = json.loads(places.profiles.read_text("utf-8"))
    [profile] = [
        each
        for each in (stored if isinstance(stored, list) else stored["profiles"])
        if each["platform"] == account.platform and each["handle"] == account.handle
    ]
    return {"id": str(profile.get("id") or profile.get("number")), "bio": str(profile["bio"])}


def forms(canary: str) -> Iterator[str]:
    """As it stands, and as bytes are written: hexadecimal, base64 at each of three offsets."""
    yield canary.lower()
    yield canary.encode().hex()
    for offset in range(3):
        encoded = base64.b64encode(b"." * offset + canary.encode()).decode()
        whole = encoded[4 if offset else 0 : len(encoded) // 4 * 4 - 4]
        if len(whole) >= 8:
            yield whole.lower()


def traces(texts: dict[str, str], lives: list[Life]) -> list[tuple[str, str]]:
    """Where which canary stands."""
    return [
        (place, kind)
        for place, text in texts.items()
        for life in lives
        for kind, canary in life.canaries.items()
        if any(form in text for form in forms(canary))
    ]


async def every_cell(cluster: Cluster) -> dict[str, str]:
    """Each column of each table of the three databases as one text."""
    found = {}
    for service in SERVICES:
        connection: asyncpg.Connection = await cluster.connect(database=service)
        columns = await connection.fetch(
            "select table_name, column_name from information_schema.columns"
            " join information_schema.tables using (table_schema, table_name)"
            " where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        for table, column in columns:
            values = await connection.fetch(f'select "{column}"::text as v from "{table}"')
            text = "\n".join(row["v"] for row in values if row["v"])
            found[f"{service}.{table}.{column}"] = text.lower()
        await connection.close()
    return found


def dumps(cluster: Cluster) -> dict[str, str]:
    """A fresh dump of each database, as a backup would be made."""
    program = cluster.program.with_name("pg_dump")
    found = {}
    for service in SERVICES:
        command = [str(program), "-h", str(cluster.sockets), "-U", "postgres", service]
        dump = subprocess.run(command, capture_output=True, check=True)
        found[f"dump of {service}"] = dump.stdout.decode("utf-8", "replace").lower()
    assert all(len(gzip.compress(text.encode())) > 1000 for text in found.values())
    return found


def logs(places: Places) -> dict[str, str]:
    return {file.name: file.read_text("utf-8", "replace").lower() for file in places.logs.iterdir()}


async def told(play: Play) -> dict[str, str]:
    """Every event from the beginning, as an auditor reads it."""
    feeds = {}
    for service in SERVICES:
        happened = await play.stage.events(service)  # type: ignore[arg-type]
        positions = [int(event["sequence"]) for event in happened]
        assert positions == list(range(1, len(positions) + 1)), service
        feeds[f"feed of {service}"] = json.dumps(happened).lower()
    return feeds


async def erased(play: Play, officer: Officer) -> None:
    """Asked for, and waited for with nothing but the receipt code."""
    answer = await play.stage.ask("DELETE", "registry", "/v1/me", by=officer.actor, expect=202)
    code = answer.json()["items"][0]["receipt_code"]

    async def done() -> Any:
        receipt = await play.stage.get("registry", f"/v1/erasure-receipts/{code}")
        return receipt if receipt["state"] == "done" else None

    receipt = await eventually(done, "penghapusan selesai")
    assert [each["service"] for each in receipt["receipts"]] == ["content", "verification"]


async def inbox_opened(play: Play, reader: Officer) -> None:
    """It opens when content has heard of the badge, a moment after the registry granted it."""

    async def opened() -> bool:
        answer = await play.stage.ask(
            "GET", "content", "/v1/me/inbox", by=reader.actor, expect=(200, 403)
        )
        return answer.status_code == 200

    await eventually(opened, "kotak masuk terbuka")


@pytest.mark.timeout(400)
async def test_whoever_is_erased_is_nowhere(
    stack: tuple[Places, subprocess.Popen[str]], play: Play, cluster: Cluster
) -> None:
    places = stack[0]
    people = [with_badge(play), suspended(play), in_doubt(play)]
    reader = people[0]
    await inbox_opened(play, reader)
    export = await play.stage.get("registry", "/v1/me/export", by=reader.actor)
    lives = [life_of(places, officer) for officer in people]
    before = traces(await every_cell(cluster), lives)

    for officer in people:
        await erased(play, officer)

    assert export["complete"] is True
    assert {part["service"] for part in export["parts"]} == set(SERVICES)
    assert {kind for _, kind in before} >= {"handle", "platform id", "principal"}
    assert traces(await every_cell(cluster), lives) == []
    assert traces(dumps(cluster), lives) == []
    assert traces(logs(places), lives) == []
    assert traces(await told(play), lives) == []
    for officer in people[:2]:
        answer = await look_up(play, officer.accounts[0].url)
        assert (answer["official"], answer["state"], answer["badge"]) == (False, "ended", None)
    assert (await look_up(play, people[2].accounts[0].url))["state"] == "never"
    await the_measure_still_holds(cluster)


async def the_measure_still_holds(cluster: Cluster) -> None:
    """The holds of the suspended one, by number and by account."""
    connection = await cluster.connect(database="registry")
    kinds = await connection.fetch("select kind from badge_holds order by kind")
    await connection.close()
    assert [row["kind"] for row in kinds] == ["account", "number"]


def test_a_canary_is_found_in_every_form_it_may_have() -> None:
    life = Life(Officer.__new__(Officer), {"handle": "kabarwarga01"})
    hidden = {
        "plain": "x kabarwarga01 y",
        "hex": b"..kabarwarga01..".hex(),
        **{
            f"base64 {pad}": base64.b64encode(b"z" * pad + b"kabarwarga01..").decode().lower()
            for pad in range(4)
        },
    }

    assert {place for place, _ in traces(hidden, [life])} == set(hidden)
    assert traces({"other": "kabarwarga02"}, [life]) == []


def test_the_folder_of_logs_is_looked_at(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.logs.mkdir()
    (places.logs / "registry.log").write_text("Kabar01")

    assert logs(places) == {"registry.log": "kabar01"}
