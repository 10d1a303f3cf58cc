"""Prepared answers: bounded, forgotten on time, never kept from before a change."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from registry.accounts.account.rules.addresses import AccountRef, read_handle
from registry.badges.badge.rules import PublicState
from registry.public.changes.live import Watch
from registry.public.lookups import live
from registry.public.lookups.live import (
    LONGEST_QUESTION,
    MOST_ANSWER_BYTES,
    MOST_QUESTION_BYTES,
    MOST_SPELLINGS,
    Answers,
    Lookups,
    Prepared,
    prepare,
)
from registry.public.lookups.rules import Finding
from registry.public.lookups.schemas import LookupOut

FOREVER = float("inf")


def answer(text: str = "a", changes_at: float = FOREVER) -> Prepared:
    return Prepared(text.encode(), b"}", b'W/"1"', b"2026-02-02T05:00:00Z", changes_at)


def account(handle: str, platform: str = "x") -> AccountRef:
    reference = read_handle(platform, handle)
    assert isinstance(reference, AccountRef)
    return reference


def fresh() -> Lookups:
    """Lookups as an application begins with them."""
    answers = Answers(MOST_ANSWER_BYTES)
    return Lookups(answers, Watch(answers))


def kept(answers: Answers, *accounts: AccountRef) -> list[bool]:
    """Which of the accounts have an answer."""
    return [answers.find(each, 0) is not None for each in accounts]


def test_what_was_kept_is_found_by_its_spelling_only() -> None:
    answers = Answers(10_000)
    answers.keep(account("abc.de", "facebook"), answer(), answers.age)

    assert kept(answers, account("abc.de", "facebook"), account("abcde", "facebook")) == [
        True,
        False,
    ]


def test_the_memory_is_bounded_in_bytes() -> None:
    answers, accounts = Answers(10_000), [account(f"user{number}") for number in range(100)]
    for each in accounts:
        answers.keep(each, answer("a" * 500), answers.age)

    assert kept(answers, *accounts) == [False] * 94 + [True] * 6


def test_what_is_asked_for_stays_when_strangers_fill_the_memory() -> None:
    answers, wanted = Answers(10_000), account("wanted")
    answers.keep(wanted, answer(), answers.age)
    for number in range(100):
        answers.find(wanted, 0)
        answers.keep(account(f"user{number}"), answer("a" * 500), answers.age)

    assert kept(answers, wanted) == [True]


def test_spellings_are_bounded_too() -> None:
    answers = Answers(100_000)
    spellings = [
        account(f"{'abcdefghijk'[:at]}.{'abcdefghijk'[at:]}", "facebook") for at in range(1, 11)
    ]
    for each in spellings:
        answers.keep(each, answer(), answers.age)

    assert sum(kept(answers, *spellings)) == MOST_SPELLINGS


def test_every_spelling_is_forgotten_together() -> None:
    answers, both = Answers(10_000), [account(h, "facebook") for h in ("abcde", "abc.de")]
    for each in both:
        answers.keep(each, answer(), answers.age)

    answers.forget([("facebook", "abcde")])

    assert kept(answers, *both) == [False, False]


def test_what_was_read_before_a_change_is_not_kept_after_it() -> None:
    answers = Answers(10_000)
    age = answers.age

    answers.forget([("x", "other")])
    answers.keep(account("abc"), answer(), age)

    assert kept(answers, account("abc")) == [False]


def test_an_answer_stops_when_the_badge_does() -> None:
    answers = Answers(10_000)
    answers.keep(account("abc"), answer(changes_at=100), answers.age)

    assert answers.find(account("abc"), 99.9) is not None
    assert answers.find(account("abc"), 100) is None


def test_everything_can_be_forgotten() -> None:
    answers = Answers(10_000)
    answers.keep(account("abc"), answer(), answers.age)

    answers.forget_all()

    assert len(answers) == 0


@pytest.mark.parametrize(
    ("query", "handle"),
    [
        (b"url=https%3A%2F%2Fx.com%2Fabc", "abc"),
        (b"platform=x&handle=abc", "abc"),
        (b"platform=x&handle=abc&" + b"z" * 600, None),
        (b"url=https%3A%2F%2Fx.com%2Fabc%3F" + b"z" * LONGEST_QUESTION, None),
        (b"platform=x", None),
        (b"url=%FF", None),
        (b"platform=x&handle=abc&handle=abc", None),
    ],
)
def test_only_plain_and_brief_questions_take_the_shortcut(query: bytes, handle: str | None) -> None:
    asked = fresh().asked(query)

    assert (asked.handle if asked else None) == handle


def test_questions_of_strangers_fill_no_memory() -> None:
    lookups = fresh()
    tracemalloc.start()
    try:
        for number in range(40_000):
            lookups.asked(b"platform=x&handle=u%d" % number)
            lookups.asked(b"url=https%3A%2F%2Fx.com%2Fa%3F" + b"%d" % number * 200)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert used < 1.5 * MOST_QUESTION_BYTES


def test_answers_to_strangers_fill_no_memory() -> None:
    answers = fresh().answers
    tracemalloc.start()
    try:
        for number in range(30_000):
            name = f"u{number}"
            prepared = prepare(Finding(PublicState.NEVER, "x", name), "https://a.example", NOON)
            answers.keep(account(name), prepared, answers.age)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert used < 1.3 * MOST_ANSWER_BYTES


FOUND = Finding(PublicState.NEVER, "x", "contoh")
NOON = datetime(2026, 2, 2, 12, 0, 0, 999_999, tzinfo=UTC)


def test_a_prepared_answer_is_the_plain_one_with_the_time_put_in_last() -> None:
    prepared = prepare(FOUND, "https://lencana.example.go.id", NOON)

    plain = LookupOut.of(FOUND, "https://lencana.example.go.id", NOON)
    assert prepared.body(prepared.checked_at).decode() == plain.model_dump_json()
    assert prepared.body(b"2026-02-02T12:00:07Z").endswith(b'"checked_at":"2026-02-02T12:00:07Z"}')


def test_the_tag_of_an_answer_is_weak_and_does_not_change_with_the_time_of_checking() -> None:
    first = prepare(FOUND, "https://lencana.example.go.id", NOON)
    later = prepare(FOUND, "https://lencana.example.go.id", NOON + timedelta(hours=1))
    other = prepare(Finding(PublicState.ENDED, "x", "contoh"), "https://a.example", NOON)

    assert first.etag == later.etag != other.etag
    assert first.etag.startswith(b'W/"')
    assert len(first.etag) == len('W/""') + 32


def test_an_answer_without_a_badge_stands_until_something_happens() -> None:
    assert prepare(FOUND, "https://lencana.example.go.id", NOON).changes_at == FOREVER


def test_how_much_is_remembered() -> None:
    assert (live.MOST_ANSWER_BYTES, live.MOST_QUESTION_BYTES) == (12_000_000, 4_000_000)
    assert (live.MOST_SPELLINGS, live.LONGEST_QUESTION) == (8, 512)
