"""The words of the API for what screening finds."""

from content.wordings.rules.findings import FLAGS, Finding, Hit, Spot


def test_the_findings_are_the_words_of_the_api_and_some_only_flag() -> None:
    assert [*Finding] == [
        "evidence_missing",
        "civil_service_number",
        "identity_number",
        "deceptive_character",
        "deceptive_link",
        "shortened_link",
        "private_account",
        "call_against_person",
        "ballot_number",
        "vote_call",
        "candidate",
        "political_party",
        "officeholder_praise",
        "chat_link",
        "mobile_number",
        "email_address",
        "account_to_check",
        "person_named",
        "call_to_check",
        "political_term",
        "praise_to_check",
    ]
    assert sorted(FLAGS) == [
        "account_to_check",
        "call_to_check",
        "chat_link",
        "email_address",
        "mobile_number",
        "person_named",
        "political_term",
        "praise_to_check",
    ]
    assert {f for f in Finding if not Spot("/body", f).blocks} == FLAGS


def test_where_something_was_found_tells_the_rule_and_the_words() -> None:
    assert (Hit(Finding.VOTE_CALL).rule, Hit(Finding.VOTE_CALL).words) == ("", "")
    assert Spot("/body", Finding.VOTE_CALL, "a/b@1", "c") != Spot("/body", Finding.VOTE_CALL)
