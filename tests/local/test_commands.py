"""The words of ``python -m local`` are those its README explains."""

import re

import pytest

from local.commands import WORDS, main
from tests.conventions.checkout import ROOT, text


def test_the_readme_explains_every_word_and_no_other() -> None:
    explained = re.findall(r"^\| `(\w+)(?: <process>)?` \|", text(ROOT / "local/README.md"), re.M)

    assert explained == list(WORDS)


def test_every_word_is_explained_in_both_languages() -> None:
    assert [word for word, meaning in WORDS.items() if " · " not in meaning] == []


def test_help_lists_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert [word for word, meaning in WORDS.items() if meaning not in shown] == []


def test_an_unknown_word_is_refused_with_the_words_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])

    assert ended.value.code == 2
    assert "kill" in capsys.readouterr().err
