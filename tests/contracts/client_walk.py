"""Uses the clients that openapi-python-client made; runs beside their libraries, not ours.

Takes the folder of the clients, the addresses and the credentials of a stack; says each step.
"""

import importlib
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

WEEK = (datetime.now(UTC) - timedelta(weeks=2)).strftime("%G-W%V")
COUNTED = {"week": WEEK, "audience": 612, "source": "upload"}
PATIENCE_SECONDS = 60
"""Verification hears of an account from the registry's feed, not at once."""


class Walk:
    """A stranger's program: only what the contracts say."""

    def __init__(
        self, addresses: dict[str, str], credentials: dict[str, dict[str, str]], account: str
    ) -> None:
        self._addresses = addresses
        self.account = account
        self.credentials = credentials

    def model(self, service: str, name: str) -> Any:
        """A generated class."""
        return getattr(importlib.import_module(f"c_{service}.models"), name)

    def ask(self, service: str, operation: str, who: str | None = None, **given: Any) -> Any:
        """The parsed answer of ``tag.operation``; anything but 2xx ends the walk."""
        package = importlib.import_module(f"c_{service}")
        url = self._addresses[service]
        client = (
            package.AuthenticatedClient(base_url=url, token=self.token(who))
            if who
            else package.Client(base_url=url)
        )
        module = importlib.import_module(f"c_{service}.api.{operation}")
        answer = module.sync_detailed(client=client, **given)
        print(f"contracts: {service} {operation}: {int(answer.status_code)}")
        if int(answer.status_code) // 100 != 2:
            raise SystemExit(f"{service} {operation}: {answer.content[:500]!r}")
        return answer.parsed

    def token(self, who: str) -> str:
        """A token by client credentials."""
        told = self.credentials[who]
        grant = self.model("registry", "IssueTokenBodyGrantType").CLIENT_CREDENTIALS
        form = self.model("registry", "IssueTokenBody")(
            grant_type=grant, client_id=told["client_id"], client_secret=told["client_secret"]
        )
        return str(self.ask("registry", "tokens.issue_token", body=form).access_token)


def walk(stack: Walk) -> None:
    """Looks up, gets tokens, lists, uploads, reads events."""
    official = stack.ask("registry", "badges.look_up", url_query="https://x.com/tidak.ada.akun.ini")
    assert official.official is False
    batch = stack.model("registry", "LookupBatch")(urls=["https://x.com/a", "not an address"])
    assert len(stack.ask("registry", "badges.look_up_many", body=batch).results) == 2
    found = stack.ask("registry", "institutions.list_institutions", limit=5)
    assert len(found.items) <= 5
    stack.ask("registry", "officers.list_officers", "hr_system")
    events = stack.ask("registry", "events.read_events", "partner_system", after=0, limit=10)
    assert isinstance(events.next_, int)
    register_collector(stack)
    stranger = uploaded(stack, str(uuid4()))
    assert (stranger.accepted, [str(row.code) for row in stranger.rows]) == (0, ["account_unknown"])
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (report := uploaded(stack, stack.account)).accepted == 0:
        assert time.monotonic() < deadline, report
        time.sleep(1)
    assert (report.accepted, report.refused, report.rows) == (1, 0, [])
    assert uploaded(stack, stack.account).unchanged == 1
    channel = stack.model("content", "Channel")("bagimu-negeri")
    assert stack.ask("content", "feeds.read_json_feed", channel=channel).items == []


def uploaded(stack: Walk, account: str) -> Any:
    """The report on one reading of an account."""
    sent = {"observations": [{"account_id": account, **COUNTED}]}
    body = stack.model("verification", "RecordObservationsJsonBodyType0").from_dict(sent)
    return stack.ask(
        "verification",
        "observations.record_observations",
        "collector",
        body=body,
        idempotency_key=str(uuid4()),
    )


def register_collector(stack: Walk) -> None:
    """A client for uploads: one administrator proposes it, another confirms, each sees half."""
    wanted = {"name": "Pengumpul uji", "scope": "verification.observations.write"}
    body = stack.model("registry", "RegisterClient").from_dict(wanted)
    made = stack.ask(
        "registry",
        "clients.register_client",
        "admin",
        body=body,
        idempotency_key=str(uuid4()),
    )
    confirmed = stack.ask(
        "registry",
        "clients.confirm_grant",
        "admin_b",
        grant_id=made.grant.id,
        idempotency_key=str(uuid4()),
    )
    stack.credentials["collector"] = {
        "client_id": made.client_id,
        "client_secret": f"{made.client_secret}.{confirmed.client_secret}",
    }


if __name__ == "__main__":
    folder, addresses, credentials, account = sys.argv[1:]
    sys.path.insert(0, folder)
    walk(Walk(json.loads(addresses), json.loads(Path(credentials).read_text("utf-8")), account))
