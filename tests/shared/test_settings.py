"""Settings that would lead callers astray are refused at start, with what to write instead."""

import pytest
from pydantic import SecretStr, ValidationError

from shared.settings import ServiceSettings


def public_url(url: str) -> str:
    return ServiceSettings(database_url=SecretStr("unused"), public_url=url).public_url


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8001", "https://registry.example.go.id", "https://[::1]:8443", "http://a:1"],
)
def test_scheme_host_and_port_are_a_public_address(url: str) -> None:
    assert public_url(url) == url
    assert public_url(f"{url}/") == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.go.id/lencana",
        "https://example.go.id//",
        "https://example.go.id?x=1",
        "https://example.go.id#top",
        "https://me:secret@example.go.id",
        "ftp://example.go.id",
        "example.go.id",
        "https://",
        "",
    ],
)
def test_an_address_that_links_would_leave_is_refused_with_a_reason(url: str) -> None:
    with pytest.raises(ValidationError, match="scheme, host and port only"):
        public_url(url)
