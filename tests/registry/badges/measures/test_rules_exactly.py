"""Reasons and states of a pause, in the words of the API."""

from registry.badges.measures.rules import Step, SuspensionReason, SuspensionState


def test_the_reasons_are_these() -> None:
    assert [*SuspensionReason] == [
        "account_taken_over",
        "handle_changed",
        "rules_under_review",
        "holder_in_danger",
        "holder_on_leave",
    ]


def test_the_states_and_steps_are_these() -> None:
    assert [*SuspensionState] == [
        "provisional",
        "confirmed",
        "lifting",
        "lapsed",
        "lifted",
    ]
    assert [*Step] == ["confirm", "lapse", "propose_lift", "lift"]
