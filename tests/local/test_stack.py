"""The personas are those the design promises, and each is kept to its part."""

from local.stack import stack

PERSONAS = {client.id: client for client in stack().clients if client.persona}


def test_all_promised_personas_are_there() -> None:
    assert set(PERSONAS) == {
        "admin",
        "hr_system",
        "partner_system",
        "reviewer_a",
        "reviewer_b",
        "humas_head",
        "asn",
        "auditor",
    }


def test_the_two_reviewers_sit_in_different_institutions() -> None:
    assert PERSONAS["reviewer_a"].institutions != PERSONAS["reviewer_b"].institutions


def test_the_auditor_changes_nothing() -> None:
    assert "write" not in PERSONAS["auditor"].scope


def test_nobody_but_services_reads_internal_events() -> None:
    assert not [name for name, client in PERSONAS.items() if "events.internal" in client.scope]


def test_the_officer_has_no_event_feed() -> None:
    assert "events" not in PERSONAS["asn"].scope
