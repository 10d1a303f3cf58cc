"""What the operator does at the command line: blocks."""

from uuid import uuid4

import pytest

from registry.access.blocks.commands import principals

pytestmark = pytest.mark.usefixtures("environment")


def said(word: str, subject: str) -> int:
    return principals([word, "--issuer", "https://sso.test", "--subject", subject])


def test_a_principal_is_blocked_and_taken_again(capsys: pytest.CaptureFixture[str]) -> None:
    who = f"person-{uuid4()}"

    outcomes = [said(word, who) for word in ("block", "block", "unblock", "unblock")]

    shown = capsys.readouterr()
    assert outcomes == [0, 0, 0, 1]
    assert who not in shown.out + shown.err
