"""Step 11: a worker is killed in the middle of a run, content is down; nothing lost or doubled."""

from collections import Counter
from datetime import datetime
from functools import partial
from typing import Any

import httpx

from local.story.cast import Officer, Play
from local.story.stage import StepFailed, eventually, expect
from local.story.steps.badges import look_up
from local.story.steps.message import CLOSED, copies, copies_in_feed, delivered
from local.story.steps.verification import completed, further, started, this_week, unchanged
from local.story.telling import Row
from local.story.traces import personal_traces
from shared.language import Text

ATTEMPTS = 5
WORKER = "verification-worker"
RETURNING = 60
"""From this officer on, those whose badges nobody has touched yet."""


async def break_things(play: Play) -> list[Row]:
    """Kill, stop, start, and count."""
    return [
        *await kill_worker(play),
        *await content_away(play),
        await count_events(play),
        await no_numbers(play),
    ]


async def kill_worker(play: Play) -> list[Row]:
    """``kill -9`` during a run, and started again: whenever it strikes, every account counts once.

    A quick machine may finish a run before it is struck; then another run is, a few times.
    """
    for attempt in range(1, ATTEMPTS + 1):
        run = await started(play, this_week())
        left = await killed_during(play, run["id"])
        await play.stage.control.start(WORKER)
        done = await completed(play, run["id"])
        counted = await counted_once(play, done)
        told = f"saat {left['scored']} dari {left['due']} dinilai (percobaan {attempt})"
        if left["state"] != "completed":
            break
    return [
        (Text("kill -9 pekerja verification", "kill -9 the worker"), told),
        (Text("Pekerja dinyalakan lagi", "started again"), counted),
        (Text("Keputusan", "decisions, though it was killed"), await unchanged(play)),
    ]


async def killed_during(play: Play, run_id: str) -> dict[str, Any]:
    """Strike once the first accounts are scored; the run as it was left."""
    await eventually(partial(further, play, run_id, 0), "penilaian pertama dalam putaran")
    await play.stage.control.kill(WORKER)
    left: dict[str, Any] = await play.stage.get("verification", f"/v1/runs/{run_id}", by="admin")
    return left


async def counted_once(play: Play, run: dict[str, Any]) -> str:
    """Every account judged exactly once in this run, and the run told as finished once."""
    seen = await play.stage.pages("verification", "/v1/accounts", by="reviewer_a")
    of_run = [a for a in seen if a["decided_at"] and is_after(a["decided_at"], run)]
    expect(len(of_run) == run["due"], f"{len(of_run)} akun dinilai, {run['due']} harus")
    await eventually(lambda: announced(play, run), "penilaian diumumkan")
    events = await play.stage.events("verification")
    finished = len(announcements(events, run))
    expect(finished == 1, f"penilaian diumumkan {finished} kali")
    decided = Counter(
        e["data"]["account_id"]
        for e in events
        if e["type"].endswith("eligibility.decided.v1")
        and e["data"].get("week") == run["week"]
        and is_after(e["time"], run)
    )
    doubled = [account for account, times in decided.items() if times > 1]
    expect(not doubled, f"{len(doubled)} akun diumumkan dua kali")
    return f"{run['scored']} dari {run['due']} dinilai; hilang 0, ganda 0"


def is_after(moment: str, run: dict[str, Any]) -> bool:
    """Whether it came with the run or later."""
    return datetime.fromisoformat(moment) >= datetime.fromisoformat(run["requested_at"])


def announcements(events: list[dict[str, Any]], run: dict[str, Any]) -> list[dict[str, Any]]:
    """The events that tell the end of this run."""
    told = [event for event in events if event["type"].endswith("run.completed.v1")]
    return [event for event in told if event["data"]["run_id"] == run["id"]]


async def announced(play: Play, run: dict[str, Any]) -> bool:
    """Whether the publisher has given the event its position; the commit comes before."""
    return bool(announcements(await play.stage.events("verification"), run))


async def content_away(play: Play) -> list[Row]:
    """A badge ends while content is down; content learns of it when it comes back."""
    officer, badge = await somebody_with_one_badge(play)
    for process in ("content-worker", "content"):
        await play.stage.control.stop(process)
    expect(await is_away(play), "content masih menjawab")
    await returned(play, officer, badge)
    url = officer.accounts[0].url

    async def ended() -> bool:
        return bool((await look_up(play, url))["state"] == "ended")

    await eventually(ended, "pencarian menjawab ended saat content mati")
    for process in ("content", "content-worker"):
        await play.stage.control.start(process)

    async def back() -> bool:
        return not await is_away(play)

    await eventually(back, "content menjawab lagi")

    async def closed() -> bool:
        return await copies(play, officer) == CLOSED

    await eventually(closed, "content menyusul")
    reached, others, shut = await eventually(
        lambda: delivered(play), "kotak masuk mengikuti lencana yang berlaku"
    )
    in_feed = await copies_in_feed(play)
    expect(in_feed == 1, f"pesan {in_feed} kali di umpan")
    return [
        (
            Text("Content mati, sebuah lencana dikembalikan", "content down, a badge is returned"),
            f"pencarian tetap menjawab: ended ({url})",
        ),
        (
            Text("Content menyala lagi dan menyusul", "content is back and catches up"),
            f"{reached} pesan, {others} tanpa, {shut} tertutup; di umpan {in_feed} kali",
        ),
    ]


async def somebody_with_one_badge(play: Play) -> tuple[Officer, dict[str, Any]]:
    """An officer whose only badge is active."""
    for officer in play.officers[RETURNING:]:
        if len(officer.accounts) == 1 and officer.accounts[0].badge_id:
            owned = await play.stage.get("registry", "/v1/me/badges", by=officer.actor)
            return officer, owned["items"][0]
    raise StepFailed("tidak ada ASN dengan satu lencana")


async def returned(play: Play, officer: Officer, badge: dict[str, Any]) -> None:
    """Given back by its holder."""
    await play.stage.ask(
        "DELETE",
        "registry",
        f"/v1/me/badges/{badge['id']}",
        by=officer.actor,
        headers={"If-Match": f'"{badge["version"]}"'},
        expect=204,
    )


async def is_away(play: Play) -> bool:
    """Whether nobody answers there, or a gateway says so."""
    try:
        answer = await play.stage.http.get(f"{play.stage.addresses['content']}/healthz")
    except httpx.TransportError:
        return True
    return answer.status_code >= httpx.codes.BAD_GATEWAY


async def count_events(play: Play) -> Row:
    """In the registry's log everything of this cohort stands exactly once, in unbroken order."""
    events = await play.stage.events("registry")
    positions = [int(event["sequence"]) for event in events]
    expect(positions == list(range(1, len(events) + 1)), "urutan catatan tidak utuh")
    counts = {
        "officer.enrolled.v1": Counter(o.id for o in play.officers),
        "account.linked.v1": Counter(a.id for a in play.accounts),
        "badge.granted.v1": Counter(a.badge_id for a in play.accounts if a.badge_id),
    }
    for kind, wanted in counts.items():
        told = Counter(e["subject"] for e in events if e["type"].endswith(kind))
        ours = Counter({subject: told[subject] for subject in wanted})
        expect(ours == wanted, f"{kind}: {sum(ours.values())} dari {len(wanted)}")
    told_counts = ", ".join(f"{len(wanted)} {kind}" for kind, wanted in counts.items())
    return Text("Catatan peristiwa", "the event log, each exactly once"), told_counts


async def no_numbers(play: Play) -> Row:
    """No NIP and no NI PPPK in any answer, event or metric of the whole story."""
    for house in ("registry", "verification", "content"):
        await play.stage.events(house)
        await play.stage.ask("GET", house, "/metrics", expect=(200, 404))
    found = personal_traces(play.stage.heard, play.numbers)
    expect(not found, f"nomor pribadi muncul di {sorted(set(found))[:3]}")
    told = f"0 dari {len(play.numbers)} nomor muncul di {len(play.stage.heard)} jawaban"
    return Text("Mencari nomor pribadi", "search for personal numbers"), told
