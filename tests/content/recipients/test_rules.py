"""Only an active badge opens the inbox."""

from content.recipients.rules import STATE_AFTER, BadgeState


def test_each_event_of_a_badge_leaves_it_in_a_state() -> None:
    assert dict(STATE_AFTER) == {
        "badge.granted.v1": "active",
        "badge.reinstated.v1": "active",
        "badge.suspended.v1": "suspended",
        "badge.ended.v1": "ended",
    }
    assert [*BadgeState] == ["active", "suspended", "ended"]
