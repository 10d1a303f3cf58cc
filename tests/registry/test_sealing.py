"""What is sealed opens only at its place and with its key."""

import os

import pytest

from registry.sealing import SealBroken, Vault, key_from_text

OLD, NEW, INDEX = (os.urandom(32) for _ in range(3))
PLACE = "officer_numbers.sealed.1"


def test_what_is_sealed_opens_again() -> None:
    vault = Vault((NEW,), INDEX)

    assert vault.open(vault.seal(b"198704152010012903", PLACE), PLACE) == b"198704152010012903"


def test_a_sealed_value_moved_to_another_row_does_not_open() -> None:
    vault = Vault((NEW,), INDEX)
    sealed = vault.seal(b"198704152010012903", PLACE)

    with pytest.raises(SealBroken):
        vault.open(sealed, "officer_numbers.sealed.2")


@pytest.mark.parametrize("position", [0, 1, 5, 20, -1])
def test_an_altered_value_does_not_open(position: int) -> None:
    vault = Vault((NEW,), INDEX)
    sealed = bytearray(vault.seal(b"198704152010012903", PLACE))
    sealed[position] ^= 1

    with pytest.raises(SealBroken):
        vault.open(bytes(sealed), PLACE)


def test_a_retired_key_still_opens_what_it_sealed() -> None:
    sealed = Vault((OLD,), INDEX).seal(b"secret", PLACE)

    assert Vault((NEW, OLD), INDEX).open(sealed, PLACE) == b"secret"
    with pytest.raises(SealBroken):
        Vault((NEW,), INDEX).open(sealed, PLACE)


def test_equal_values_are_sealed_differently_and_found_by_fingerprint() -> None:
    vault = Vault((NEW,), INDEX)

    assert vault.seal(b"secret", PLACE) != vault.seal(b"secret", PLACE)
    assert vault.fingerprint(b"secret") == vault.fingerprint(b"secret")
    assert vault.fingerprint(b"secret") != Vault((NEW,), OLD).fingerprint(b"secret")


def test_a_vault_does_not_print_its_keys() -> None:
    assert INDEX.hex() not in repr(Vault((NEW,), INDEX))
    assert repr(INDEX) not in repr(Vault((NEW,), INDEX))


@pytest.mark.parametrize("text", ["", "too short", "QUJD", "=" * 44])
def test_a_key_is_256_bits_in_base64(text: str) -> None:
    with pytest.raises(ValueError, match=r"key|base64|padding|Incorrect"):
        key_from_text(text)
