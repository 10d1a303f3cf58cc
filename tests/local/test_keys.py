"""Keys are made once, kept private, and new needs do not change old keys."""

import base64
from dataclasses import replace
from pathlib import Path

from local.keys import kept_keys
from local.places import Places
from local.stack import stack
from shared.deployment import Client


def test_a_second_run_finds_the_same_keys(tmp_path: Path) -> None:
    places = Places(tmp_path)

    assert kept_keys(places, stack()) == kept_keys(places, stack())


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    places = Places(tmp_path)

    kept_keys(places, stack())

    assert places.keys.stat().st_mode & 0o777 == 0o600


def test_a_new_client_leaves_the_old_secrets_alone(tmp_path: Path) -> None:
    places, known = Places(tmp_path), stack()
    before = kept_keys(places, known)
    newcomer = Client("newcomer", "Pendatang", "auditor")

    after = kept_keys(places, replace(known, clients=(*known.clients, newcomer)))

    assert after.clients.pop("newcomer")
    assert after == before


def test_a_key_has_256_bits(tmp_path: Path) -> None:
    keys = kept_keys(Places(tmp_path), stack()).keys

    assert {len(base64.b64decode(key, validate=True)) for key in keys.values()} == {32}
