"""The worker does everything that must happen by the clock."""

import pytest

from registry.settings import Settings
from registry.worker import build_worker

OWN_CLIENT = {"client_id": "registry", "token_url": "http://127.0.0.1:8001/oauth/token"}


def test_the_worker_follows_its_peers_looks_erases_purges_renews_and_rotates(
    settings: Settings,
) -> None:
    issuing = settings.model_copy(
        update=OWN_CLIENT | {"client_secret": settings.field_key, "embedded_issuer": True}
    )

    worker = build_worker(issuing)

    assert [following.name for following in worker.followings] == ["verification", "content"]
    assert set(worker.entrypoints) == {"erase_due", "look_at_due_accounts"}
    assert {name for name, _ in worker.schedules} == {
        "erase_due_by_the_clock",
        "lapse_grants",
        "forget_expired_invitations",
        "forget_old_reports",
        "forget_unlinked_sightings",
        "lapse_unconfirmed",
        "look_at_due_accounts",
        "purge_challenges",
        "renew_and_expire",
        "rotate_signing_key",
    }


def test_a_worker_without_its_own_client_does_not_start(settings: Settings) -> None:
    with pytest.raises(ValueError, match="CLIENT_ID"):
        build_worker(settings)
