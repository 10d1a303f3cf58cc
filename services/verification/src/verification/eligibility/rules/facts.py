"""All that a judgement goes by, as the bytes its hash names and as JSON that is kept for replay."""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from math import isnan
from typing import Any

from shared.calendar import IsoWeek
from verification.eligibility.rules.beside import ALONE, Beside
from verification.findings.rules import NOTHING, Memory, Waiting
from verification.growth.rules.histories import (
    DeclaredEvent,
    History,
    PlatformWeek,
    Reading,
    SampledFollower,
)

JUDGEMENT = 1
"""Version of all that turns a screened history into a document: rises when a verdict on the same
facts may read otherwise. What it was stays readable by keeping its modules.
"""

UNKNOWN = -1
"""Posts nobody counted, within the bytes of the hash; unknown engagement is NaN there."""
NAN = struct.pack("<Q", 0x7FF8000000000000)
NaN: float = struct.unpack("<d", NAN)[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """One account as it was judged."""

    history: History
    memory: Memory = NOTHING
    beside: Beside = ALONE
    remembers: bool = False
    """Whether what is flagged now waits for a person at once; a file has no memory."""


@lru_cache(maxsize=4096)
def label(monday: date) -> str:
    """Kept, because many accounts share their weeks."""
    return str(IsoWeek.of(monday))


@lru_cache(maxsize=4096)
def monday(label: str) -> date:
    """Kept, because many accounts share their weeks."""
    return IsoWeek.parse(label).monday


def canonical(history: History, memory: Memory = NOTHING, beside: Beside = ALONE) -> bytes:
    """Same facts, same bytes: a JSON header with sorted names, a line feed, then the readings as
    little-endian columns: ordinals of Mondays (int64), audience (int64), engagement (float64,
    NaN when unknown), posts (int64, -1 when unknown).
    """
    readings = history.readings
    columns = _columns(len(readings)).pack(
        *[r.week.toordinal() for r in readings],
        *[r.audience for r in readings],
        *[NaN if r.engagement is None else r.engagement + 0.0 for r in readings],
        *[UNKNOWN if r.posts is None else r.posts for r in readings],
    )
    header = {**_header(history), **_more(memory, beside), "weeks": len(readings)}
    metrics = [reading.metric for reading in readings]
    if any(metrics):
        header["metrics"] = metrics
    return _json(header) + b"\n" + columns


@lru_cache(maxsize=2048)
def _columns(readings: int) -> struct.Struct:
    """How the columns of so many readings lie."""
    return struct.Struct(f"<{2 * readings}q{readings}d{readings}q")


def unpacked(inputs: bytes, *, remembers: bool) -> Facts:
    """The facts within canonical bytes."""
    line, _, columns = inputs.partition(b"\n")
    header = json.loads(line)
    count = header.pop("weeks")
    metrics = header.pop("metrics", [None] * count)
    values = _columns(count).unpack(columns)
    weeks = [
        {
            "week": label(date.fromordinal(values[at])),
            "audience": values[count + at],
            "engagement": None if isnan(values[2 * count + at]) else values[2 * count + at],
            "posts": None if values[3 * count + at] == UNKNOWN else values[3 * count + at],
            "metric": metrics[at],
        }
        for at in range(count)
    ]
    return retold({**header, "weeks": weeks, "remembers": remembers})


def told(facts: Facts) -> dict[str, Any]:
    """The same as JSON values, in the words of the file contract."""
    weeks = [_week(reading) for reading in facts.history.readings]
    more = _more(facts.memory, facts.beside)
    return {**_header(facts.history), "weeks": weeks, "remembers": facts.remembers, **more}


def retold(told: Mapping[str, Any]) -> Facts:
    """The facts again; equal to those that were told."""
    readings = [
        Reading(monday(w["week"]), w["audience"], w["engagement"], w["posts"], w.get("metric"))
        for w in told["weeks"]
    ]
    history = History(
        id=told["id"],
        platform=told["platform"],
        as_of=monday(told["as_of"]),
        readings=tuple(readings),
        declared_events=_dated(DeclaredEvent, told["declared_events"]),
        sample=tuple(SampledFollower(**follower) for follower in told["sample"]),
        platform_weeks=_dated(PlatformWeek, told["platform_weeks"]),
    )
    memory = _memory(told["memory"]) if "memory" in told else NOTHING
    beside = _beside(told["beside"]) if "beside" in told else ALONE
    return Facts(history, memory, beside, told["remembers"])


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _header(history: History) -> dict[str, Any]:
    return {
        "id": history.id,
        "platform": history.platform,
        "as_of": label(history.as_of),
        "declared_events": [
            {"week": label(event.week), "kind": event.kind} for event in history.declared_events
        ],
        "platform_weeks": [
            {"week": label(week.week), "kind": week.kind} for week in history.platform_weeks
        ],
        "sample": [asdict(follower) for follower in history.sample],
    }


def _more(memory: Memory, beside: Beside) -> dict[str, Any]:
    remembered = {} if memory == NOTHING else {"memory": _remembered(memory)}
    if beside == ALONE:
        return remembered
    audiences = {platform: list(counts) for platform, counts in beside.audiences.items()}
    return {**remembered, "beside": {"audiences": audiences, "drawn": beside.drawn}}


def _week(reading: Reading) -> dict[str, Any]:
    engagement = None if reading.engagement is None else float(reading.engagement)
    week = {
        "week": label(reading.week),
        "audience": reading.audience,
        "engagement": engagement,
        "posts": reading.posts,
    }
    return {**week, "metric": reading.metric} if reading.metric else week


def _remembered(memory: Memory) -> dict[str, Any]:
    waiting = memory.waiting
    return {
        "looked_at": {label(w): day.isoformat() for w, day in memory.looked_at.items()},
        "waiting": waiting
        and {
            "since": label(waiting.since),
            "gains": {label(week): gain for week, gain in waiting.gains.items()},
            "lost_again": waiting.lost_again,
        },
    }


def _memory(told: Mapping[str, Any]) -> Memory:
    looked_at = {monday(w): date.fromisoformat(day) for w, day in told["looked_at"].items()}
    waiting = told["waiting"]
    if waiting is None:
        return Memory(None, looked_at)
    gains = {monday(week): gain for week, gain in waiting["gains"].items()}
    return Memory(Waiting(monday(waiting["since"]), gains, waiting["lost_again"]), looked_at)


def _beside(told: Mapping[str, Any]) -> Beside:
    audiences = {platform: tuple(counts) for platform, counts in told["audiences"].items()}
    return Beside(audiences, told["drawn"])


def _dated(kind: Any, told: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(monday(one["week"]), one["kind"]) for one in told)
