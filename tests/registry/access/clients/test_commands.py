"""What the operator does at the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from registry.access.clients import commands


@pytest.mark.usefixtures("environment")
def test_sync_takes_a_file_as_often_as_it_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hr.secret").write_text("lencana_a-secret-in-a-file\n")
    clients = {
        "hr_system": {"name": "HR", "scope": "registry.officers.read", "secret_file": "hr.secret"},
        "asn": {"name": "ASN", "scope": "registry.me", "secret": "lencana_a-secret-inline"},
    }
    file = tmp_path / "clients.json"
    file.write_text(json.dumps(clients))

    outcomes = [commands.clients(["sync", "--file", str(file)]) for _ in range(2)]

    assert outcomes == [0, 0]
    assert "lencana_" not in "".join(capsys.readouterr())


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "Invalid JSON"),
        ('{"hr": {"name": "HR"}}', "hr.scope"),
        ('{"hr": {"name": "HR", "scope": "everything"}}', "registry.me content.me"),
        ('{"hr": {"name": "HR", "scope": "registry.me", "secret": "short"}}', "hr.secret"),
        ('{"hr": {"name": "HR", "scope": "registry.me", "secret_file": "none"}}', "none"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    file = tmp_path / "clients.json"
    file.write_text(text)

    outcome = commands.clients(["sync", "--file", str(file)])

    assert outcome == 1
    assert told in capsys.readouterr().err


@pytest.mark.usefixtures("environment")
def test_a_client_is_added_rotated_and_disabled(capsys: pytest.CaptureFixture[str]) -> None:
    commands.clients(["add", "probe", "--name", "Probe", "--scope", "registry.me"])
    added = json.loads(capsys.readouterr().out)
    commands.clients(["rotate-secret", "probe"])
    rotated = json.loads(capsys.readouterr().out)

    outcomes = [commands.clients([word, "probe"]) for word in ("disable", "rotate-secret")]

    assert added["client_secret"] != rotated["client_secret"]
    assert outcomes == [0, 1]
    assert "disabled" in capsys.readouterr().err


def test_the_service_command_knows_clients_and_keys_and_names_bad_settings() -> None:
    command = [sys.executable, "-m", "registry", "clients", "disable", "probe"]

    outcome = subprocess.run(command, env={}, capture_output=True, text=True, check=False)

    assert outcome.returncode == 78
    assert "field_key" in outcome.stderr
    assert "Traceback" not in outcome.stderr
