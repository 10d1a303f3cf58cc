"""What a measure hangs on, in the words of the table."""

from registry.badges.holds.rules import HoldKind


def test_a_hold_recognises_a_number_or_an_account() -> None:
    assert [*HoldKind] == ["number", "account"]
