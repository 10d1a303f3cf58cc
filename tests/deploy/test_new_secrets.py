"""``make secrets`` makes what every deployment needs, keeps what is there, and knows no persona."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conventions.checkout import ROOT

SERVICES = {"registry", "verification", "content"}
MORE = '[clients.guest]\nname = "Tamu"\nrole = "auditor"\ninstitutions = ["klpd:K1"]\n'

ADMINISTERING = (
    "registry.institutions.write registry.clients.write registry.sightings.write"
    " registry.erasures.read verification.runs.write verification.policies.write"
)
AUDITING = "events.audit registry.erasures.read"


def make_secrets(folder: Path, *words: str | Path) -> str:
    """What the command says."""
    return subprocess.run(
        [sys.executable, ROOT / "deploy/new_secrets.py", *words],
        env={**os.environ, "LENCANA_SECRETS": str(folder), "LENCANA_HOST": "lencana.test"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deployment") / "secrets"
    make_secrets(folder)
    return folder


def document(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return found


def test_a_deployment_has_the_services_and_two_administrators_as_clients(made: Path) -> None:
    clients = document(made, "clients")

    assert set(clients) == SERVICES | {"admin", "admin_b"}
    assert {clients[name]["scope"] for name in SERVICES} == {"events.internal records.read"}
    assert clients["admin"]["scope"] == ADMINISTERING


def test_people_get_credentials_and_services_do_not(made: Path) -> None:
    credentials = document(made, "credentials.json")

    assert set(credentials) == {"admin", "admin_b"}
    assert credentials["admin"] == {
        "client_id": "admin",
        "client_secret": (made / "admin_client_secret").read_text(),
        "token_url": "https://lencana.test:8443/oauth/token",
        "scope": document(made, "clients")["admin"]["scope"],
    }


def test_the_compose_file_finds_every_secret_it_names(made: Path) -> None:
    compose = (ROOT / "docker-compose.yml").read_text("utf-8")
    named = {line.split(":")[0].strip() for line in compose.splitlines() if "{ file:" in line}

    assert len(named) == 23
    assert named - {path.name for path in made.iterdir()} == set()


def test_keys_have_256_bits_and_no_two_are_alike(made: Path) -> None:
    keys = [(made / f"registry_{name}_key").read_text() for name in ("field", "index")]

    assert [len(base64.b64decode(key, validate=True)) for key in keys] == [32, 32]
    assert len(set(keys)) == 2


def test_the_folder_is_for_its_owner_and_what_people_use_is_for_the_owner_alone(
    made: Path,
) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in made.iterdir()}

    assert made.stat().st_mode & 0o777 == 0o700
    assert {name for name, mode in modes.items() if mode == 0o400} == {"ca_key", "credentials.json"}
    assert set(modes.values()) == {0o400, 0o444}


def test_a_second_run_changes_nothing(made: Path) -> None:
    before = {path.name: path.read_bytes() for path in made.iterdir()}

    assert make_secrets(made).startswith("secrets: 0 made, the others kept")
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before


def test_further_clients_come_from_a_file_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text(MORE)

    make_secrets(tmp_path / "secrets", "--clients", tmp_path / "more.toml")

    clients = document(tmp_path / "secrets", "clients")
    assert set(clients) == SERVICES | {"admin", "admin_b", "guest"}
    assert clients["guest"]["institutions"] == ["klpd:K1"]
    assert clients["guest"]["scope"] == AUDITING
    assert set(document(tmp_path / "secrets", "credentials.json")) == {"admin", "admin_b", "guest"}


def test_further_clients_join_a_folder_made_before_and_change_nothing_in_it(
    tmp_path: Path,
) -> None:
    folder, more = tmp_path / "secrets", tmp_path / "more.toml"
    make_secrets(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    clients, credentials = document(folder, "clients"), document(folder, "credentials.json")
    more.write_text(MORE)

    said = make_secrets(folder, "--clients", more)

    secret = (folder / "guest_client_secret").read_text()
    guest = {"name": "Tamu", "secret": secret, "scope": AUDITING, "institutions": ["klpd:K1"]}
    login = document(folder, "credentials.json")["guest"]
    assert said.startswith("secrets: 3 made, the others kept")
    assert document(folder, "clients") == {**clients, "guest": guest}
    assert document(folder, "credentials.json") == {**credentials, "guest": login}
    assert (login["client_secret"], login["scope"]) == (secret, AUDITING)
    joined = {"clients", "credentials.json"}
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(after) - set(before) == {"guest_client_secret"}
    assert {name for name in before if after[name] != before[name]} == joined
    assert {name: (folder / name).stat().st_mode & 0o777 for name in joined} == {
        "clients": 0o444,
        "credentials.json": 0o400,
    }


def test_a_client_that_is_there_keeps_what_it_has_whatever_the_file_says(tmp_path: Path) -> None:
    folder, more = tmp_path / "secrets", tmp_path / "more.toml"
    more.write_text(MORE)
    make_secrets(folder, "--clients", more)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    more.write_text(MORE.replace("auditor", "admin").replace("K1", "K2"))

    assert make_secrets(folder, "--clients", more).startswith("secrets: 0 made")
    assert make_secrets(folder).startswith("secrets: 0 made")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("again", ["", MORE.replace("auditor", "admin").replace("K1", "K2")])
def test_clients_of_an_earlier_file_stay_as_they_are_when_others_join(
    tmp_path: Path, again: str
) -> None:
    folder, more = tmp_path / "secrets", tmp_path / "more.toml"
    more.write_text(MORE)
    make_secrets(folder, "--clients", more)
    names = ("clients", "credentials.json")
    before = [document(folder, name) for name in names]
    more.write_text(again + MORE.replace("guest", "visitor"))

    make_secrets(folder, "--clients", more)

    after = [document(folder, name) for name in names]
    assert [set(new) - set(old) for old, new in zip(before, after, strict=True)] == [
        {"visitor"},
        {"visitor"},
    ]
    assert [old | new for old, new in zip(before, after, strict=True)] == after
    assert [new | old for old, new in zip(before, after, strict=True)] == after


def test_nothing_but_the_test_of_the_containers_knows_the_demonstration() -> None:
    knowing = {
        path.name
        for path in (ROOT / "deploy").rglob("*")
        if path.is_file() and b"personas" in path.read_bytes() and path.suffix != ".pyc"
    }

    assert knowing == {"compose_test.py", "endurance.py"}
