"""Prepared answers: bounded, forgotten on time, never kept from before a change."""

from datetime import UTC, datetime, timedelta

from registry.badges.badge.rules import PublicState
from registry.public.lookups import live
from registry.public.lookups.live import Answers, Prepared, prepare
from registry.public.lookups.rules import Finding
from registry.public.lookups.schemas import LookupOut

FOREVER = float("inf")


def answer(text: str = "a", changes_at: float = FOREVER) -> Prepared:
    return Prepared(text.encode(), b"}", b'W/"1"', b"2026-02-02T05:00:00Z", changes_at)


def test_what_was_kept_is_found_by_its_spelling_only() -> None:
    answers = Answers(10)
    answers.keep(("facebook", "ab"), "a.b", answer(), answers.age)

    assert answers.find(("facebook", "ab"), "a.b", 0) is not None
    assert answers.find(("facebook", "ab"), "ab", 0) is None


def test_the_memory_is_bounded() -> None:
    answers = Answers(3)
    for number in range(100):
        answers.keep(("x", str(number)), str(number), answer(), answers.age)

    assert len(answers) == 3
    assert answers.find(("x", "99"), "99", 0) is not None


def test_spellings_are_bounded_too() -> None:
    answers = Answers(3)
    for number in range(100):
        answers.keep(("facebook", "ab"), f"a{'.' * number}b", answer(), answers.age)

    found = [answers.find(("facebook", "ab"), f"a{'.' * n}b", 0) for n in range(100)]
    assert sum(each is not None for each in found) == 8


def test_every_spelling_is_forgotten_together() -> None:
    answers = Answers(3)
    for handle in ("ab", "a.b"):
        answers.keep(("facebook", "ab"), handle, answer(), answers.age)

    answers.forget([("facebook", "ab")])

    assert answers.find(("facebook", "ab"), "ab", 0) is None
    assert answers.find(("facebook", "ab"), "a.b", 0) is None


def test_what_was_read_before_a_change_is_not_kept_after_it() -> None:
    answers = Answers(3)
    age = answers.age

    answers.forget([("x", "other")])
    answers.keep(("x", "a"), "a", answer(), age)

    assert answers.find(("x", "a"), "a", 0) is None


def test_an_answer_stops_when_the_badge_does() -> None:
    answers = Answers(3)
    answers.keep(("x", "a"), "a", answer(changes_at=100), answers.age)

    assert answers.find(("x", "a"), "a", 99.9) is not None
    assert answers.find(("x", "a"), "a", 100) is None


def test_everything_can_be_forgotten() -> None:
    answers = Answers(3)
    answers.keep(("x", "a"), "a", answer(), answers.age)

    answers.forget_all()

    assert len(answers) == 0


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


def test_how_long_answers_may_be_repeated() -> None:
    assert (live.FRESH_SECONDS, live.AWAY_SECONDS, live.POLL_SECONDS) == (3.0, 300.0, 0.5)
    assert (live.MOST_ANSWERS, live.MOST_SPELLINGS) == (100_000, 8)
