"""The command says what is wrong and what to do, never a traceback or a secret."""

import os
import subprocess
import sys

import pytest


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("VERIFICA")}
    return subprocess.run(
        [sys.executable, "-m", "verification", *words],
        capture_output=True,
        text=True,
        env={**clean, **environment},
        timeout=60,
        check=False,
    )


def test_help_lists_the_four_words() -> None:
    shown = run("--help")

    assert shown.returncode == 0
    assert all(word in shown.stdout for word in ("serve", "work", "migrate", "openapi"))


@pytest.mark.parametrize("word", ["serve", "work", "migrate"])
def test_a_missing_setting_is_named(word: str) -> None:
    told = run(word)

    assert told.returncode == 78
    assert "VERIFICATION_DATABASE_URL" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_wrong_setting_is_named_and_its_value_kept_secret() -> None:
    told = run(
        "serve", VERIFICATION_DATABASE_URL="x", VERIFICATION_ISSUERS='[{"issuer": "s3cret"}]'
    )

    assert told.returncode == 78
    assert "VERIFICATION_ISSUERS" in told.stderr
    assert "s3cret" not in told.stderr


def test_an_unknown_word_is_refused() -> None:
    assert run("dance").returncode == 2
