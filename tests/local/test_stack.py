"""The personas are those the design promises, and each is kept to its part."""

from local.stack import SETTINGS, stack

PERSONAS = {client.id: client for client in stack().personas}
SCOPES = {client.id: stack().scope_of(client) for client in stack().clients}


def test_each_promised_persona_has_its_scopes_in_this_order() -> None:
    """``.local/credentials.json`` repeats them to callers, who keep what they have read."""
    review = "registry.badges.review registry.reports.write verification.review"
    reviewer = f"{review} verification.policies.write content.read content.clear"
    admin = (
        "registry.institutions.write registry.clients.write registry.sightings.write"
        " registry.erasures.read verification.runs.write verification.policies.write"
    )

    assert {name: SCOPES[name] for name in PERSONAS} == {
        "admin": admin,
        "admin_b": admin,
        "hr_system": "registry.officers.read registry.officers.write registry.training.write"
        " registry.corrections.write",
        "partner_system": "events.read",
        "reviewer_a": reviewer,
        "reviewer_b": reviewer,
        "humas_head": "registry.cohorts.write registry.officers.read registry.training.write"
        " registry.corrections.write registry.reports.write"
        " content.read content.write content.clear",
        "asn": "registry.me verification.me content.me",
        "auditor": "events.audit registry.erasures.read",
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
    assert {SCOPES[service] for service in services} == {"events.internal records.read"}


def test_every_service_has_a_port_and_settings_of_this_stack() -> None:
    assert {service.name: service.port for service in stack().services} == {
        "registry": 8001,
        "verification": 8002,
        "content": 8003,
    }
    assert set(SETTINGS) == {"registry", "verification", "content"}
