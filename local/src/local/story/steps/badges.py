"""Step 6: badges come by rule, and the public look-up answers correctly for every case."""

from datetime import timedelta
from typing import Any

from local.story.cast import Account, Plan, Play
from local.story.stage import eventually, expect
from local.story.telling import Row
from shared.calendar import JAKARTA
from shared.clock import current_time
from shared.language import Text

MOST_AT_ONCE = 100
SUSPENDED = 11
"""The place of the officer whose badge is paused."""


async def grant_and_look_up(play: Play) -> list[Row]:
    """As many badges as accounts that meet every condition, and the right word for the others."""
    active = await eventually(lambda: granted(play), "lencana diberikan")
    paused = await suspended(play)
    not_eligible = next(a for a in play.accounts if a.plan is Plan.SMALL)
    never = f"https://x.com/tak_ada_{play.dice.randrange(16**5):05x}"
    first = play.officers[0].accounts[0]
    play.places |= {
        "active_account_url": active[0].url,
        "never_account_url": never,
        "not_eligible_account_url": not_eligible.url,
        "suspended_account_url": paused.url,
        "badge_id": active[0].badge_id,
    }
    shown = first if first in active else active[0]
    await credential(play, shown)
    return [
        (
            Text("Lencana menurut aturan, bukan oleh tangan", "badges by rule, not by hand"),
            f"{len(active)} lencana untuk {len(play.deserving())} akun yang memenuhi semua syarat",
        ),
        await word(play, Text("Akun berlencana", "an active badge"), active[0].url, "active"),
        await word(play, Text("Akun tak terdaftar", "never registered"), never, "never"),
        await word(play, Text("Belum layak", "not eligible"), not_eligible.url, "never"),
        await word(play, Text("Lencana dijeda penelaah", "suspended"), paused.url, "paused"),
        await word(
            play,
            Text("Platform lain", "an unknown platform"),
            "https://www.tiktok.com/@kabar",
            "unknown_platform",
        ),
        await unreadable(play),
    ]


async def states(play: Play, accounts: list[Account]) -> list[dict[str, Any]]:
    """The public answers for many accounts, a hundred a call."""
    answers: list[dict[str, Any]] = []
    for start in range(0, len(accounts), MOST_AT_ONCE):
        urls = [account.url for account in accounts[start : start + MOST_AT_ONCE]]
        body = {"urls": urls}
        batch = await play.stage.ask("POST", "registry", "/v1/badges/lookup", json=body)
        answers += batch.json()["results"]
    return answers


async def granted(play: Play) -> list[Account]:
    """The accounts with a badge, once they are exactly those that deserve one."""
    active = await in_force(play)
    return active if len(active) == len(play.deserving()) else []


async def in_force(play: Play) -> list[Account]:
    """The accounts with an active badge now, as the public sees them; each deserves it."""
    active: list[Account] = []
    for account, answer in zip(play.accounts, await states(play, play.accounts), strict=True):
        if answer["state"] == "active":
            account.badge_id = answer["badge"]["id"]
            active.append(account)
    extra = [account.url for account in active if account not in play.deserving()]
    expect(not extra, f"lencana tanpa syarat lengkap: {extra}")
    return active


async def suspended(play: Play) -> Account:
    """Paused on a report by a reviewer of another institution, confirmed by one of a third."""
    paused = first_active(play, SUSPENDED)
    review = current_time().astimezone(JAKARTA).date() + timedelta(days=14)
    seen = {"kind": "rules_in_question", "text": "Profil ini tidak lagi menyebut jabatannya."}
    path = f"/v1/badges/{paused.badge_id}"
    case = await play.stage.post("registry", f"{path}/reports", by="humas_head", json=seen)
    order = {
        "reason_code": "rules_under_review",
        "case": case["id"],
        "review_on": review.isoformat(),
    }
    decided = await play.stage.post("registry", f"{path}/suspensions", by="reviewer_a", json=order)
    confirmation = f"/v1/suspensions/{decided['suspension']['id']}/confirmation"
    await play.stage.ask(
        "POST", "registry", confirmation, by="reviewer_b", headers={"If-Match": '"1"'}
    )
    return paused


def first_active(play: Play, place: int) -> Account:
    """The first account with a badge of an officer, from a place in the cohort on."""
    accounts = [a for officer in play.officers[place:] for a in officer.accounts]
    return next(account for account in accounts if account.badge_id)


async def look_up(play: Play, url: str) -> Any:
    """The public question, without a token."""
    return await play.stage.get("registry", "/v1/badges/lookup", params={"url": url})


async def word(play: Play, done: Text, url: str, wanted: str) -> Row:
    """The public word for an account; it may take the moment an event needs."""

    async def said() -> Any:
        answer = await look_up(play, url)
        return answer if answer["state"] == wanted else None

    answer = await eventually(said, f"{url} → {wanted}")
    expect(answer["official"] is (wanted == "active"), f"official untuk {wanted}")
    official = "resmi" if answer["official"] else "bukan akun resmi"
    return done, f"{answer['state']}: {official} ({url})"


async def unreadable(play: Play) -> Row:
    """Nonsense is a bad request, not an account that has no badge."""
    query = {"url": "bukan alamat"}
    answer = await play.stage.ask("GET", "registry", "/v1/badges/lookup", params=query, expect=400)
    kind = answer.json()["type"].rpartition("/")[2]
    return Text("URL tak terbaca", "an unreadable URL"), f"400 {kind}: {answer.json()['detail']}"


async def credential(play: Play, account: Account) -> None:
    """The badge can be opened by anybody at its own address."""
    badge = await play.stage.get("registry", f"/v1/badges/{account.badge_id}")
    expect(badge["state"] == "active", f"lencana {badge['state']}")
