"""A description in TOML becomes services, roles and clients, in the order it is written."""

from pathlib import Path

import pytest

from shared.deployment import Client, Service, read_clients, read_deployment, read_scopes
from shared.language import Text

STACK = """
[services.shop]
port = 9001
keys = ["SEAL_KEY"]
client = "The shop"

[services.till]
port = 9002
keys = []
client = "The till"

[clients.owner]
name = "The owner"
role = "owner"
institutions = ["a:1", "b:2"]
"""
ROLES = """
[scopes]
"things.write" = { id = "Membuat barang", en = "Make things" }
"things.read" = { id = "Membaca barang", en = "Read things", granted_by = "two" }

[roles.owner]
id = "Pemilik"
en = "Owner"
scopes = ["things.write", "things.read"]

[roles.service]
id = "Layanan"
en = "Services"
scopes = ["things.read"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stack.toml").write_text(STACK)
    (tmp_path / "roles.toml").write_text(ROLES)
    return tmp_path


def test_services_have_ports_keys_and_a_prefix_of_their_settings(folder: Path) -> None:
    deployment = read_deployment(folder)

    assert deployment.services == (Service("shop", 9001, ("SEAL_KEY",)), Service("till", 9002, ()))
    assert deployment.service("till").prefix == "TILL_"


def test_services_are_clients_themselves_and_come_first(folder: Path) -> None:
    assert read_deployment(folder).clients == (
        Client("shop", "The shop", "service"),
        Client("till", "The till", "service"),
        Client("owner", "The owner", "owner", ("a:1", "b:2")),
    )


def test_a_client_has_the_scopes_of_its_role_in_their_order(folder: Path) -> None:
    deployment = read_deployment(folder)

    scopes = [deployment.scope_of(client) for client in deployment.clients]

    assert scopes == ["things.read", "things.read", "things.write things.read"]


def test_a_role_is_explained_in_both_languages(folder: Path) -> None:
    assert read_deployment(folder).roles["owner"].meaning == Text("Pemilik", "Owner")


def test_a_scope_says_what_it_allows_and_who_grants_it(folder: Path) -> None:
    scopes = read_scopes(folder / "roles.toml")

    assert list(scopes) == ["things.write", "things.read"]
    assert scopes["things.write"].meaning == Text("Membuat barang", "Make things")
    assert [scope.granted_by for scope in scopes.values()] == ["one", "two"]


def test_further_clients_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text('[clients.guest]\nname = "A guest"\nrole = "owner"\n')

    assert read_clients(tmp_path / "more.toml") == (Client("guest", "A guest", "owner"),)
