"""What a migration makes of rows that were there before it."""

import asyncio
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from registry.sealing import Vault, key_from_text
from shared.migrations import downgrade, upgrade
from shared.testing.postgres import Cluster, create_database
from tests.services import REGISTRY

PAUSED = """
insert into institutions (code, name, kind, version, changed_at)
    values ('klpd:K1', 'Kementerian Uji', 'kementerian', 1, now());
insert into officers (id, institution, category, state, created_at, version)
    values ('00000000-0000-0000-0000-000000000001', 'klpd:K1', 'PNS', 'active', now(), 1);
insert into officer_numbers (id, officer_id, institution, kind, sealed, fingerprint, valid_from)
    values (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'klpd:K1', 'nip', '',
        'number', now());
insert into accounts (id, officer_id, institution, platform, handle, handle_key, url,
        platform_account_id, state, consented_at, version)
    values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001',
        'klpd:K1', 'x', 'contoh', 'contoh', 'https://x.com/contoh', '17', 'linked', now(), 1);
insert into badges (id, account_id, officer_id, institution, platform, handle, handle_key, state,
        valid_from, valid_until, suspended_at, version)
    values ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002',
        '00000000-0000-0000-0000-000000000001', 'klpd:K1', 'x', 'contoh', 'contoh', 'suspended',
        now(), now() + interval '1 day', now(), 1);
"""


def rows(cluster: Cluster, database: str, statement: str) -> list[Any]:
    async def asked() -> list[Any]:
        connection = await asyncpg.connect(host=cluster.socket, user="postgres", database=database)
        try:
            return list(await connection.fetch(statement))
        finally:
            await connection.close()

    return asyncio.run(asked())


def test_what_was_paused_before_is_held_by_fingerprint_after(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {name: key.get_secret_value() for name, key in REGISTRY.keys.items()}
    for name, key in keys.items():
        monkeypatch.setenv(f"REGISTRY_{name.upper()}", key)
    monkeypatch.setenv("REGISTRY_ENVIRONMENT", "development")
    database = f"t{uuid4().hex[:12]}"
    create_database(cluster, "registry", database)
    url = cluster.url(database, "registry_owner")
    monkeypatch.setenv("REGISTRY_DATABASE_URL", url)
    upgrade("registry", url, "0012")
    cluster.run(PAUSED, database=database)

    upgrade("registry", url)

    index_key = key_from_text(keys["index_key"])
    account = Vault((), index_key).fingerprint(b"x:17")
    held = rows(cluster, database, "select kind, fingerprint from badge_holds order by kind")
    assert [(row["kind"], row["fingerprint"]) for row in held] == [
        ("account", account),
        ("number", b"number"),
    ]
    [known] = rows(cluster, database, "select number_fingerprint from accounts")
    assert known["number_fingerprint"] == account


LINKED = """
select set_config('app.institutions', '*', false);
update badges set state = 'active', suspended_at = null;
"""


def test_accounts_linked_before_are_looked_at_from_now_on_and_let_go_on_the_way_back(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, key in REGISTRY.keys.items():
        monkeypatch.setenv(f"REGISTRY_{name.upper()}", key.get_secret_value())
    monkeypatch.setenv("REGISTRY_ENVIRONMENT", "development")
    database = f"t{uuid4().hex[:12]}"
    create_database(cluster, "registry", database)
    url = cluster.url(database, "registry_owner")
    monkeypatch.setenv("REGISTRY_DATABASE_URL", url)
    upgrade("registry", url, "0012")
    cluster.run(PAUSED, database=database)
    cluster.run(LINKED, database=database)

    upgrade("registry", url)
    [watched] = rows(cluster, database, "select due_at > now() as later from account_sightings")
    lost = "update accounts set state = 'control_lost'; update badges set account_state = 'gone'"
    cluster.run(lost, database=database)
    downgrade("registry", url, "0019")

    assert watched["later"]
    asked = "select a.state, b.state as badge from accounts a join badges b on b.account_id = a.id"
    [left] = rows(cluster, database, asked)
    assert (left["state"], left["badge"]) == ("unlinked", "returned")
