"""Callers of a deployment that go on through restarts, and the count of what must not be lost."""

import json
import ssl
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx

PATIENCE_SECONDS = 90
PAUSE_SECONDS = 0.2
PASSING = {409, 429, 502, 503, 504}
MORE = 25
STATES = {
    "active_account_url": "active",
    "never_account_url": "never",
    "suspended_account_url": "paused",
    "ended_account_url": "ended",
}


@dataclass
class Gateway:
    """The three services behind TLS, and the personas who call them."""

    http: httpx.Client
    ports: dict[str, int]
    personas: dict[str, dict[str, str]]
    tokens: dict[str, tuple[str, float]] = field(default_factory=dict)

    @classmethod
    def opened(cls, ports: dict[str, int], secrets: Path) -> Self:
        """Trusts the deployment's own certificate and nothing else."""
        trust = ssl.create_default_context(cafile=str(secrets / "ca_certificate"))
        personas = json.loads((secrets / "credentials.json").read_text("utf-8"))
        return cls(httpx.Client(verify=trust, timeout=30, trust_env=False), ports, personas)

    @property
    def services(self) -> list[str]:
        """Without the simulated platforms."""
        return [name for name in self.ports if name != "platforms"]

    def url(self, service: str, path: str) -> str:
        """As a caller outside writes it."""
        return f"https://localhost:{self.ports[service]}{path}"

    def ask(
        self, method: str, service: str, path: str, *, by: str = "", **said: Any
    ) -> httpx.Response:
        """Ask until there is an answer: a service that is away for a moment says so with 503."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            trouble = "no answer"
            try:
                headers = {**said.get("headers", {}), **self.authority(by)}
                answer = self.http.request(
                    method, self.url(service, path), **{**said, "headers": headers}
                )
                if answer.status_code not in PASSING:
                    return answer
                trouble = f"status {answer.status_code}"
            except httpx.TransportError as exc:
                trouble = type(exc).__name__
            if time.monotonic() > deadline:
                raise TimeoutError(f"{method} {service} {path}: {trouble}")
            time.sleep(PAUSE_SECONDS)

    def authority(self, by: str) -> dict[str, str]:
        """The persona's token, fetched anew half a minute before it expires."""
        if not by:
            return {}
        token, until = self.tokens.get(by, ("", 0.0))
        if time.monotonic() > until:
            who = self.personas[by]
            answer = self.ask(
                *("POST", "registry", "/oauth/token"),
                data={"grant_type": "client_credentials"},
                auth=(who["client_id"], who["client_secret"]),
            )
            issued = answer.raise_for_status().json()
            token = issued["access_token"]
            self.tokens[by] = (token, time.monotonic() + issued["expires_in"] - 30)
        return {"Authorization": f"Bearer {token}"}

    def until_ready(self) -> None:
        """Every service says it is ready."""
        for service in self.services:
            answer = self.ask("GET", service, "/readyz")
            assert answer.status_code == 200, f"{service} is not ready: {answer.text}"

    def answers_in_problems(self) -> None:
        """Its own refusals, with the headers of a service, on the nginx that is deployed."""
        long = self.http.get(self.url("registry", f"/{'a' * 9000}"))
        large = self.http.post(self.url("registry", "/oauth/token"), content=b"x" * 9000)
        for answer, status in ((long, 414), (large, 413)):
            assert answer.status_code == status, f"{answer.status_code}, not {status}"
            assert answer.json()["status"] == status, answer.text
            assert answer.headers["strict-transport-security"], "no HSTS on a refusal"

    def hides_metrics(self) -> None:
        """Numbers of the operation are for the inside."""
        for service in self.services:
            answer = self.http.get(self.url(service, "/metrics"))
            assert answer.status_code == 404, f"the metrics of {service} are open"


@dataclass
class StillWriting:
    """Drafts messages one after the other, each with its own key, until told that it is enough."""

    gateway: Gateway
    mark: str = field(default_factory=lambda: uuid4().hex[:12])
    written: dict[str, str] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)
    trouble: str = ""

    def go_on(self) -> None:
        """Try the same message with the same key until it is acknowledged."""
        try:
            while not self.enough.is_set():
                self.write(f"{self.mark}-{len(self.written):04}")
        except (AssertionError, TimeoutError, httpx.HTTPError) as exc:
            self.trouble = str(exc)

    def write(self, title: str) -> None:
        """One message of the PR head's institution."""
        draft = {
            "institution": "klpd:K65",
            "kind": "programme",
            "channel": "bagimu-negeri",
            "language": "id",
            "title": title,
            "summary": "Uji ketahanan.",
            "body": "Uji.",
            "evidence": [{"title": "Siaran pers", "url": "https://www.komdigi.go.id/"}],
            "audience": {"institutions": ["klpd:K65"], "platforms": []},
            "expires_at": "2090-01-01T00:00:00Z",
        }
        key = {"Idempotency-Key": str(uuid4())}
        answer = self.gateway.ask(
            "POST", "content", "/v1/messages", by="humas_head", json=draft, headers=key
        )
        assert answer.status_code == 201, f"draft refused: {answer.status_code} {answer.text}"
        self.written[title] = answer.json()["id"]

    def until_more_are_written(self) -> None:
        """Wait until writing has gone on for a while."""
        wanted = len(self.written) + MORE
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.written) < wanted and not self.trouble:
            if time.monotonic() > deadline:
                raise TimeoutError("writing does not go on")
            time.sleep(PAUSE_SECONDS)
        assert not self.trouble, self.trouble


def count_messages(gateway: Gateway, writing: StillWriting) -> str:
    """What was acknowledged is there, once."""
    there = [
        (message["title"], message["id"])
        for message in every_message(gateway)
        if message["title"].startswith(writing.mark)
    ]
    lost = writing.written.items() - set(there)
    assert not lost, f"{len(lost)} acknowledged messages are gone: {sorted(lost)[:3]}"
    assert len(there) == len(writing.written), f"{len(there)} stored, {len(writing.written)} sent"
    return f"{len(there)} messages acknowledged while restarting: none lost, none doubled"


def every_message(gateway: Gateway) -> list[dict[str, Any]]:
    """All pages of the institution's list."""
    messages: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        query = {"limit": "100", **cursor}
        answer = gateway.ask("GET", "content", "/v1/messages", by="humas_head", params=query)
        page = answer.raise_for_status().json()
        messages += page["items"]
        if page["next"] is None:
            return messages
        cursor = {"cursor": page["next"]}


def events_so_far(gateway: Gateway, service: str) -> list[tuple[str, str]]:
    """Position and id of every event, as the auditor reads them; no position is missing."""
    happened: list[tuple[str, str]] = []
    after = 0
    while True:
        query = {"after": str(after), "limit": "500"}
        answer = gateway.ask("GET", service, "/v1/events", by="auditor", params=query)
        feed = answer.raise_for_status().json()
        happened += [(event["sequence"], event["id"]) for event in feed["events"]]
        if feed["next"] == after:
            break
        after = feed["next"]
    assert len({id_ for _, id_ in happened}) == len(happened), f"{service} doubled an event"
    return happened


def look_again(gateway: Gateway, story: Path) -> str:
    """The public look-up says of the story's accounts what it said before the restarts."""
    places = json.loads(story.read_text("utf-8"))
    for place, state in STATES.items():
        query = {"url": places[place]}
        found = gateway.ask("GET", "registry", "/v1/badges/lookup", params=query).json()
        assert found["state"] == state, f"{place} is {found['state']}, not {state}"
    return f"the look-up still says {', '.join(STATES.values())}"
