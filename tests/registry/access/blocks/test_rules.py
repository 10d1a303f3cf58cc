"""Who is blocked."""

from registry.access.blocks.rules import Principal


def test_a_principal_is_named_as_tokens_name_it() -> None:
    assert Principal("https://sso.test", "a|b").name == "https://sso.test|a|b"
