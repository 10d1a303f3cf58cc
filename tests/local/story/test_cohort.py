"""People of the story: some show a name, and no name could be taken for a number."""

from random import Random
from typing import cast as taken_for

from local.story.cast import Play
from local.story.numbers import invented
from local.story.stage import Actor, Stage
from local.story.steps.cohort import FIRST_NAMES, LAST_NAMES, cast


def test_every_second_person_or_so_shows_a_name() -> None:
    play = Play(taken_for(Stage, None), Random(1))
    [person] = invented(play.dice, 1)

    people = [cast(play, Actor("client", "secret"), person, "CODE") for _ in range(200)]

    assert 70 < sum(bool(officer.name) for officer in people) < 130
    assert {officer.enrolment_code for officer in people} == {"CODE"}


def test_names_of_the_story_are_made_up_and_hold_letters_only() -> None:
    assert all(name.isalpha() for name in (*FIRST_NAMES, *LAST_NAMES))


def test_whoever_is_cast_never_prints_number_code_or_name() -> None:
    play = Play(taken_for(Stage, None), Random(2))
    [person] = invented(play.dice, 1)

    officer = cast(play, Actor("client", "secret"), person, "CODE")

    assert person.number not in repr(officer)
    assert "CODE" not in repr(officer)
    assert not officer.name or officer.name not in repr(officer)
