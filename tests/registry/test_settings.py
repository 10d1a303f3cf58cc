"""The service refuses to start on settings that are unsafe."""

import base64
from typing import Any

import pytest
from pydantic import ValidationError

from registry.settings import Settings

SOUND: dict[str, Any] = {
    "database_url": "postgresql+asyncpg://registry@/registry",
    "field_key": base64.b64encode(b"f" * 32).decode(),
    "index_key": base64.b64encode(b"i" * 32).decode(),
    "environment": "development",
}
ISSUER = {"issuer": "https://sso.example", "jwks_url": "https://sso.example/keys"}


def test_sound_settings_issue_tokens_here_when_no_issuer_is_named() -> None:
    assert Settings(**SOUND).issues_tokens
    assert not Settings(**SOUND, issuers=[ISSUER]).issues_tokens


@pytest.mark.parametrize("missing", ["field_key", "index_key", "database_url"])
def test_nothing_starts_without_its_keys(missing: str) -> None:
    with pytest.raises(ValidationError, match=missing):
        Settings(**{name: value for name, value in SOUND.items() if name != missing})


@pytest.mark.parametrize("key", ["field_key", "index_key"])
def test_a_key_that_is_none_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(**SOUND | {key: "bm90IGEga2V5"})

    assert "bm90IGEga2V5" not in str(refused.value)


def test_one_key_does_not_serve_both_purposes() -> None:
    with pytest.raises(ValidationError, match="must differ"):
        Settings(**SOUND | {"index_key": SOUND["field_key"]})


def test_production_does_not_start_with_the_embedded_issuer_by_accident() -> None:
    production = SOUND | {"environment": "production"}

    with pytest.raises(ValidationError, match="REGISTRY_ALLOW_EMBEDDED_ISSUER"):
        Settings(**production)

    assert Settings(**production, allow_embedded_issuer=True).issues_tokens
    assert not Settings(**production, issuers=[ISSUER]).issues_tokens
