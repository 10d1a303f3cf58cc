"""Who calls has one name across issuers."""

from shared.caller import Caller


def test_a_principal_names_issuer_and_subject() -> None:
    caller = Caller("https://sso.go.id", "17", "app", frozenset(), frozenset())

    assert caller.principal == "https://sso.go.id|17"
