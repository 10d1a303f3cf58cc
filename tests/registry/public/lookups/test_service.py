"""A question names an account in one of two ways."""

import pytest

from registry.accounts.account.rules.addresses import AccountRef, Elsewhere
from registry.accounts.account.rules.platforms import PlatformName
from registry.public.lookups.errors import QuestionIncomplete
from registry.public.lookups.service import read_question


def test_an_account_is_named_by_its_address() -> None:
    asked = read_question("https://x.com/Contoh", None, None)

    assert asked == AccountRef(PlatformName.X, "contoh")


def test_an_account_is_named_by_platform_and_handle() -> None:
    assert read_question(None, "twitter", "@contoh") == AccountRef(PlatformName.X, "contoh")
    assert read_question(None, "tiktok", "contoh") == Elsewhere()


@pytest.mark.parametrize(
    "question",
    [
        (None, None, None),
        ("https://x.com/contoh", "x", None),
        ("https://x.com/contoh", None, "contoh"),
        (None, "x", None),
        (None, None, "contoh"),
    ],
)
def test_half_a_question_or_two_at_once_is_incomplete(question: tuple[str | None, ...]) -> None:
    with pytest.raises(QuestionIncomplete):
        read_question(*question)
