"""Personal numbers and private keys at rest: encrypted, and found again by a keyed fingerprint."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Depends, Request

KEY_BYTES = 32
_FORMAT = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12


class SealBroken(Exception):
    """The value was moved, altered, or sealed with a key this process does not hold."""


def key_from_text(text: str) -> bytes:
    """A 256-bit key written in base64; ``ValueError`` for anything else."""
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, this one {len(key)}")
    return key


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"lencana key id" + key).digest()[:_KEY_ID_BYTES]


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """Seals under the first field key, opens under any of them; one index key for fingerprints."""

    field_keys: tuple[bytes, ...] = field(repr=False)
    index_key: bytes = field(repr=False)

    def seal(self, secret: bytes, place: str) -> bytes:
        """AES-256-GCM bound to ``place`` (table, column, row id); the key's id travels along."""
        key, nonce = self.field_keys[0], os.urandom(_NONCE_BYTES)
        return _FORMAT + _key_id(key) + nonce + AESGCM(key).encrypt(nonce, secret, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed at exactly this place."""
        key_id, rest = sealed[1 : 1 + _KEY_ID_BYTES], sealed[1 + _KEY_ID_BYTES :]
        key = next((key for key in self.field_keys if _key_id(key) == key_id), None)
        if sealed[:1] != _FORMAT or key is None:
            raise SealBroken
        try:
            return AESGCM(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as exc:
            raise SealBroken from exc

    def fingerprint(self, secret: bytes) -> bytes:
        """HMAC-SHA-256: equal secrets are found again, and none is guessed without the key."""
        return hmac.digest(self.index_key, secret, "sha256")


def vault_of(request: Request) -> Vault:
    """The keys this application was built with."""
    vault: Vault = request.app.state.vault
    return vault


Sealing = Annotated[Vault, Depends(vault_of)]
