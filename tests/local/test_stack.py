"""The personas are those the design promises, and each is kept to its part."""

from local.stack import SETTINGS, stack

PERSONAS = {client.id: client for client in stack().personas}
SCOPES = {client.id: stack().scope_of(client) for client in stack().clients}


def test_each_promised_persona_has_its_scopes_in_this_order() -> None:
    """``.local/credentials.json`` repeats them to callers, who keep what they have read."""
    review = "registry.badges.review verification.review content.read content.clear"

    assert {name: SCOPES[name] for name in PERSONAS} == {
        "admin": "registry.institutions.write registry.clients.write verification.runs.write",
        "admin_b": "registry.institutions.write registry.clients.write verification.runs.write",
        "hr_system": "registry.officers.read registry.officers.write registry.training.write",
        "partner_system": "events.read",
        "reviewer_a": review,
        "reviewer_b": review,
        "humas_head": "registry.cohorts.write registry.officers.read registry.training.write"
        " content.read content.write content.clear",
        "asn": "registry.me verification.me content.me",
        "auditor": "events.audit",
    }


def test_each_persona_sits_in_its_institution() -> None:
    assert {name: client.institutions for name, client in PERSONAS.items()} == {
        "admin": (),
        "admin_b": (),
        "hr_system": ("klpd:K65",),
        "partner_system": (),
        "reviewer_a": ("klpd:K3",),
        "reviewer_b": ("klpd:K9",),
        "humas_head": ("klpd:K65",),
        "asn": ("klpd:K65",),
        "auditor": (),
    }


def test_the_services_are_clients_of_each_other_and_no_personas() -> None:
    services = [client.id for client in stack().clients if client.id not in PERSONAS]

    assert services == ["registry", "verification", "content"]
    assert {SCOPES[service] for service in services} == {"events.internal"}


def test_every_service_has_a_port_and_settings_of_this_stack() -> None:
    assert {service.name: service.port for service in stack().services} == {
        "registry": 8001,
        "verification": 8002,
        "content": 8003,
    }
    assert set(SETTINGS) == {"registry", "verification", "content"}
