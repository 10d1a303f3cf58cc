"""What the operator does with signing keys at the command line."""

import pytest

from registry.access.issuer import commands


@pytest.mark.usefixtures("environment")
def test_the_next_signing_key_is_made_by_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.keys(["rotate"]) == 0
    assert "signs from" in capsys.readouterr().out
