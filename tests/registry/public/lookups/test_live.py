"""Prepared answers: bounded, forgotten on time, never kept from before a change."""

from registry.public.lookups.live import Answers, Prepared

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
