"""What the operator does at the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from registry.access.clients import commands
from registry.reactions import REACTIONS
from shared.database import Sessions
from tests.registry import given as scene
from tests.registry.access import given

pytestmark = pytest.mark.usefixtures("environment")
SECRET = "lencana_a-secret-inline"


def said(*words: str) -> int:
    """The exit code of a command."""
    return commands.clients(list(words), REACTIONS)


def a_file(folder: Path, **clients: dict[str, Any]) -> str:
    """A file for ``clients sync``."""
    file = folder / "clients.json"
    file.write_text(json.dumps(clients))
    return str(file)


def entry(**changes: Any) -> dict[str, Any]:
    """One client of the file."""
    return {"name": "HR", "scope": "registry.officers.read", "secret": SECRET} | changes


def test_sync_makes_what_is_absent_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hr.secret").write_text("lencana_a-secret-in-a-file\n")
    in_file = {"name": "HR", "scope": "registry.officers.read", "secret_file": "hr.secret"}
    hr, asn = f"hr-{uuid4()}", f"asn-{uuid4()}"
    file = a_file(tmp_path, **{hr: in_file, asn: entry(scope="registry.me")})

    outcomes = [said("sync", "--file", file) for _ in range(2)]

    shown = capsys.readouterr().out
    assert outcomes == [0, 0]
    assert shown.splitlines() == [
        f"{hr}: dibuat · made",
        f"{asn}: dibuat · made",
        f"{hr}: sudah ada, dibiarkan · exists, kept",
        f"{asn}: sudah ada, dibiarkan · exists, kept",
    ]


def test_sync_never_revives_a_disabled_client(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = f"admin-{uuid4()}"
    file = a_file(tmp_path, **{name: entry()})
    said("sync", "--file", file)
    said("disable", name)

    said("sync", "--file", file)

    assert "stays disabled" in capsys.readouterr().out.splitlines()[-1]
    assert state(name, capsys)["disabled_at"] is not None


def state(name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The client as the list shows it."""
    said("list")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found: dict[str, Any] = next(line for line in lines if line["client_id"] == name)
    return found


async def test_sync_never_brings_back_a_rotated_secret(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    client: httpx.AsyncClient,
    in_a_thread: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = f"hr-{uuid4()}"
    file = a_file(tmp_path, **{name: entry()})
    monkeypatch.setenv("REGISTRY_SECRET_OVERLAP_HOURS", "0")
    await in_a_thread(said, "sync", "--file", file)
    await in_a_thread(said, "rotate-secret", name)
    rotated = json.loads(capsys.readouterr().out.splitlines()[-1])["client_secret"]

    await in_a_thread(said, "sync", "--file", file)

    assert "its secret was rotated" in capsys.readouterr().out
    assert await given.scope_of(client, (name, SECRET)) is None
    assert await given.scope_of(client, (name, rotated)) == "registry.officers.read"


async def test_a_scope_of_a_new_release_comes_by_grant_and_not_by_sync(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], client: httpx.AsyncClient, in_a_thread: Any
) -> None:
    name, before, after = f"peer-{uuid4()}", "events.internal", "events.internal records.read"
    await in_a_thread(said, "sync", "--file", a_file(tmp_path, **{name: entry(scope=before)}))

    newer = a_file(tmp_path, **{name: entry(scope=after)})
    await in_a_thread(said, "sync", "--file", newer)

    assert "its rights differ" in capsys.readouterr().out.splitlines()[-1]
    assert await given.scope_of(client, (name, SECRET)) == before
    await in_a_thread(said, "grant", name, "--scope", after)
    assert await given.scope_of(client, (name, SECRET)) == after


def test_sync_never_gives_back_what_was_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = f"hr-{uuid4()}"
    file = a_file(tmp_path, **{name: entry(scope="registry.officers.read events.read")})
    said("sync", "--file", file)
    said("grant", name, "--scope", "events.read")

    said("sync", "--file", file)

    assert "its rights differ" in capsys.readouterr().out
    assert state(name, capsys)["scope"] == "events.read"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "Invalid JSON"),
        ('{"hr": {"name": "HR"}}', "hr.scope"),
        ('{"hr": {"name": "HR", "scope": "everything"}}', "registry.me content.me"),
        ('{"hr": {"name": "HR", "scope": "events.raed"}}', "events.raed"),
        ('{"hr": {"name": "HR", "scope": "registry.me", "secret": "short"}}', "hr.secret"),
        ('{"hr": {"name": "HR", "scope": "registry.me", "secret_file": "none"}}', "none"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    file = tmp_path / "clients.json"
    file.write_text(text)

    outcome = said("sync", "--file", str(file))

    assert outcome == 1
    assert told in capsys.readouterr().err


def test_a_client_is_added_rotated_disabled_and_enabled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = f"probe-{uuid4()}"
    said("add", name, "--name", "Probe", "--scope", "registry.me")
    added = json.loads(capsys.readouterr().out)
    said("rotate-secret", name)
    rotated = json.loads(capsys.readouterr().out)

    outcomes = [said(word, name) for word in ("disable", "rotate-secret", "enable")]

    assert added["client_secret"] != rotated["client_secret"]
    assert outcomes == [0, 1, 0]
    assert "disabled" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--scope", "events.raed"), "events.raed"),
        (("--scope", "registry.me", "--institution", "klpd:NOPE"), "klpd:NOPE"),
    ],
)
def test_adding_refuses_what_does_not_exist(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    outcome = said("add", f"probe-{uuid4()}", "--name", "Probe", *words)

    assert outcome == 1
    assert told in capsys.readouterr().err


def test_adding_changes_no_client_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("add", f"probe-{uuid4()}", "--name", "Probe", "--scope")
    said(*words, "registry.me")

    outcome = said(*words, "events.audit")

    assert outcome == 1
    assert "clients grant" in capsys.readouterr().err


async def test_what_the_operator_does_leaves_events(
    client: httpx.AsyncClient, in_a_thread: Any, sessions: Sessions
) -> None:
    name = f"probe-{uuid4()}"

    await in_a_thread(said, "add", name, "--name", "Probe", "--scope", "registry.me")
    await in_a_thread(said, "grant", name, "--scope", "events.audit")
    for word in ("rotate-secret", "disable", "enable"):
        await in_a_thread(said, word, name)

    told = await scene.events_about(sessions, name)
    assert [kind.split(".")[1] for kind, _ in told] == [
        "registered",
        "changed",
        "secret_rotated",
        "disabled",
        "enabled",
    ]
    assert set((await given.actors_of(sessions, name)).values()) == {"command-line"}


def test_the_service_command_knows_clients_and_keys_and_names_bad_settings() -> None:
    command = [sys.executable, "-m", "registry", "clients", "disable", "probe"]

    outcome = subprocess.run(command, env={}, capture_output=True, text=True, check=False)

    assert outcome.returncode == 78
    assert "field_key" in outcome.stderr
    assert "Traceback" not in outcome.stderr
