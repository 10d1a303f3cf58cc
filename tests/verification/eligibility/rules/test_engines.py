"""Every screen that has judged stays, and is found by the hash of its tables."""

from verification.eligibility.rules.engines import engine_of, engines, present


def test_each_release_of_the_screen_is_kept() -> None:
    assert ("growth-screen", "1.1.0") in {(e.model.name, e.model.version) for e in engines()}


def test_a_screen_is_found_by_the_hash_of_its_tables() -> None:
    for engine in engines():
        found = engine_of(engine.model.sha256)
        assert found is not None
        assert found.model == engine.model


def test_an_unknown_hash_has_no_screen() -> None:
    assert engine_of("00") is None


def test_what_judges_today_is_the_first() -> None:
    assert engines()[0] is present()
