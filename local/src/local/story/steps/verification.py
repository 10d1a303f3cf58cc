"""Step 5: 26 weeks of observations in one batch, then a verdict with reasons on each account."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from local.story.cast import Account, Plan, Play
from local.story.histories import PANEL, Week, history, purchase_week
from local.story.stage import eventually, expect, together
from local.story.steps.cohort import appointed
from local.story.telling import Row
from shared.calendar import JAKARTA, IsoWeek
from shared.clock import current_time
from shared.language import Text

WANTED = {
    Plan.NATURAL: ("eligible", "review"),
    Plan.SMALL: ("not_yet",),
    Plan.BOUGHT: ("review",),
    Plan.NEW: ("insufficient_data",),
    Plan.FOLLOWED: ("eligible", "review"),
    Plan.DIPPED: ("eligible", "review"),
}


def last_week() -> date:
    """A day of the last ISO week that is over in Jakarta."""
    return current_time().astimezone(JAKARTA).date() - timedelta(weeks=1)


def this_week() -> str:
    """The ISO week of today in Jakarta."""
    return str(IsoWeek.of(current_time()))


async def verify_accounts(play: Play) -> list[Row]:
    """Observed, run, judged, and counted against what was planned."""
    play.collector = await appointed(play, "Pengumpul mingguan", "verification.observations.write")
    histories = {a.id: history(a.plan, play.dice, last_week()) for a in play.accounts}
    rows = uploaded(histories)
    await until_known(play)
    first = await upload(play, rows)
    expect(first["accepted"] == len(rows), f"{first['accepted']} dari {len(rows)} baris diterima")
    again = await upload(play, rows)
    expect(again["unchanged"] == len(rows), f"{again['unchanged']} baris tetap")
    play.week = histories[play.accounts[-1].id][-1].label
    run = await completed(play, (await started(play, play.week))["id"])
    await judged(play)
    source = "riwayat nyata" if PANEL.exists() else "simulator"
    return [
        (
            Text(f"Unggah 26 minggu ({source}) sekaligus", "upload 26 weeks in one batch"),
            f"{first['accepted']} diterima; sekali lagi: {again['unchanged']} tetap",
        ),
        (
            Text(f"Penilaian minggu {play.week}", "judge the week"),
            f"{run['scored']} dari {run['due']} akun dinilai",
        ),
        (Text("Keputusan", "decisions"), counted(play)),
        (Text("Riwayat alami", "natural histories, none chosen"), doubted(play)),
        (Text("Rekan saling mengikuti", "colleagues follow each other"), spared(play, "FOLLOWED")),
        (Text("Platform salah hitung sepekan", "a platform's bad week"), spared(play, "DIPPED")),
        (Text("Lonjakan yang dibeli", "bought bursts"), found(play, histories)),
        (Text("Contoh alasan", "one account's reasons"), reasons(play)),
        (Text("Putusan dibuat ulang", "a verdict made again"), await replayed(play)),
    ]


def uploaded(histories: dict[str, list[Week]]) -> list[dict[str, Any]]:
    """All readings as one upload; one week could not be read, and says why."""
    rows: list[dict[str, Any]] = [
        {
            "account_id": account,
            "week": week.label,
            "audience": week.audience,
            "engagement": week.engagement,
            "posts": week.posts,
            "source": "platform-api",
        }
        for account, weeks in histories.items()
        for week in weeks
    ]
    missed = rows[2]
    rows[2] = {
        "account_id": missed["account_id"],
        "week": missed["week"],
        "missed": "platform-unavailable",
    }
    return rows


async def until_known(play: Play) -> None:
    """Verification has heard of every account through the registry's event feed."""
    wanted = {account.id for account in play.accounts}

    async def all_known() -> bool:
        seen = await play.stage.pages("verification", "/v1/accounts", by="reviewer_a")
        return wanted <= {account["id"] for account in seen}

    await eventually(all_known, "akun sampai di verification")


async def upload(play: Play, rows: list[dict[str, Any]]) -> Any:
    """One batch."""
    body = {"observations": rows}
    return await play.stage.post("verification", "/v1/observations", by=play.collector, json=body)


async def started(play: Play, week: str) -> Any:
    """A run of that week, as soon as no other run of it is under way."""

    async def start() -> Any:
        answer = await play.stage.ask(
            "POST",
            "verification",
            "/v1/runs",
            by="admin",
            json={"week": week},
            expect=(202, 409),
        )
        return answer.json() if answer.status_code == 202 else None

    return await eventually(start, f"penilaian {week} yang lain selesai")


async def completed(play: Play, run_id: str) -> Any:
    """The run once every account due is scored; however many there are, it must only go on."""
    run: dict[str, Any] = {"state": "queued", "scored": -1}
    while run["state"] != "completed":
        run = await eventually(partial(further, play, run_id, run["scored"]), "penilaian berlanjut")
    expect(run["scored"] == run["due"], f"{run['scored']} dari {run['due']} dinilai")
    return run


async def further(play: Play, run_id: str, scored: int) -> Any:
    """The run once it is completed or has scored more."""
    run = await play.stage.get("verification", f"/v1/runs/{run_id}", by="admin")
    return run if run["state"] == "completed" or run["scored"] > scored else None


async def judged(play: Play) -> None:
    """Every verdict, and what it must be."""
    play.verdicts = await verdicts_on(play, play.accounts)
    for account in play.accounts:
        account.decision = play.verdicts[account.id]["decision"]
        wanted = WANTED[account.plan]
        expect(account.decision in wanted, f"{account.plan}: {account.decision}, bukan {wanted}")


async def verdicts_on(play: Play, accounts: Iterable[Account]) -> dict[str, Any]:
    """The latest on each of these accounts, by its id."""
    verdicts = await together(partial(verdict_on, play), accounts)
    return {verdict["account_id"]: verdict for verdict in verdicts}


async def verdict_on(play: Play, account: Account) -> Any:
    """As a reviewer of another institution reads it."""
    path = f"/v1/accounts/{account.id}/eligibility"
    return await play.stage.get("verification", path, by="reviewer_a")


async def unchanged(play: Play) -> str:
    """The same readings give the same answer: decision, score and p-value of every account."""
    still = [a for officer in play.officers if not officer.left for a in officer.accounts]
    again = await verdicts_on(play, still)
    moved = [a.url for a in still if core(again[a.id]) != core(play.verdicts[a.id])]
    expect(not moved, f"dinilai lain tanpa pembacaan baru: {moved[:3]}")
    waiting = [a.decision for a in still].count("review")
    return f"{len(still)} keputusan, skor, dan p tetap; {waiting} review tetap review"


def core(verdict: dict[str, Any]) -> tuple[Any, ...]:
    """What time alone must not change."""
    growth = verdict["growth"]
    return verdict["decision"], growth["score"], growth["p_value"]


def doubted(play: Play) -> str:
    """Real growth is sometimes as sudden as a purchase; then a person looks first."""
    natural = [a.decision for a in play.accounts if a.plan is Plan.NATURAL]
    passed = natural.count("eligible")
    expect(2 * passed > len(natural), f"hanya {passed} dari {len(natural)} riwayat alami layak")
    return f"{passed} dari {len(natural)} layak, {len(natural) - passed} dilihat manusia dulu"


def spared(play: Play, plan: str) -> str:
    """What colleagues, or a platform, did is held against nobody; chance alone asks for a look."""
    accounts = [a for a in play.accounts if a.plan is Plan[plan]]
    flagged = [a.url for a in accounts if play.verdicts[a.id]["growth"]["flagged"]]
    expect(4 * len(flagged) <= len(accounts), f"ditandai: {flagged}")
    return f"{len(accounts) - len(flagged)} dari {len(accounts)} akun tidak ditandai"


def found(play: Play, histories: dict[str, list[Week]]) -> str:
    """Each bought burst, by its week."""
    bought = [a for a in play.accounts if a.plan is Plan.BOUGHT]
    named = [
        purchase_week(histories[a.id]) in play.verdicts[a.id]["growth"]["flagged_weeks"]
        for a in bought
    ]
    expect(all(named), f"{named.count(False)} dari {len(named)} tidak disebut pekannya")
    return f"{len(named)} dari {len(named)} ditemukan, pekannya disebut"


async def replayed(play: Play) -> str:
    """The record alone gives the same verdict, byte for byte, without a database."""
    bought = next(a for a in play.accounts if a.plan is Plan.BOUGHT)
    assessment = play.verdicts[bought.id]["assessment_id"]
    path = f"/v1/assessments/{assessment}/record"
    record = await play.stage.get("verification", path, by="reviewer_a")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "verification", "replay", "-"), stdin=PIPE, stdout=PIPE
    )
    told, _ = await process.communicate(json.dumps(record).encode())
    expect(process.returncode == 0, f"berbeda: {told.decode()[:200]}")
    return f"sama bita demi bita, {record['model']['name']} {record['model']['version']}"


def counted(play: Play) -> str:
    """How many accounts got which decision."""
    counts = Counter(account.decision for account in play.accounts)
    return ", ".join(f"{count} {decision}" for decision, count in counts.most_common())


def reasons(play: Play) -> str:
    """What the holder of one bought audience reads."""
    bought = next(a for a in play.accounts if a.plan is Plan.BOUGHT)
    told = {reason["code"]: reason["text"]["id"] for reason in play.verdicts[bought.id]["reasons"]}
    return str(told.get("growth_unexplained", next(iter(told.values()))))
