"""The three services as the tests build them."""

import base64
from typing import Any

from pydantic import SecretStr

import content.main
import content.settings
import registry.main
import registry.settings
import verification.main
import verification.settings
from shared.testing.fixtures import Tested


def a_key(letter: bytes) -> SecretStr:
    """256 bits that are the same in every test."""
    return SecretStr(base64.b64encode(letter * 32).decode())


REGISTRY = Tested(
    "registry",
    registry.main.build_app,
    registry.settings.Settings,
    {"field_key": a_key(b"f"), "index_key": a_key(b"i")},
)
VERIFICATION = Tested("verification", verification.main.build_app, verification.settings.Settings)
CONTENT = Tested("content", content.main.build_app, content.settings.Settings)
ALL: tuple[Tested[Any], ...] = (REGISTRY, VERIFICATION, CONTENT)
