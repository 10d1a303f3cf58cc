"""What a person is told about words that do not pass."""

import pytest

from content.wordings.errors import SENTENCES, fault
from content.wordings.rules.screening import Finding


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_has_a_sentence_in_both_languages(finding: Finding) -> None:
    sentence = SENTENCES[finding]

    assert sentence.id.endswith(".")
    assert sentence.en.endswith(".")
    assert sentence.id != sentence.en


def test_a_fault_points_into_the_document_and_names_what_is_wrong() -> None:
    assert fault("/audience/institutions/1", "institution_unknown") == {
        "pointer": "#/audience/institutions/1",
        "code": "institution_unknown",
    }
