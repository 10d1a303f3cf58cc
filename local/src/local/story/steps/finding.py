"""Step 7: another week changes no judgement; a person looks at a finding, and then one changes."""

from typing import Any

from local.story.cast import Account, Plan, Play
from local.story.stage import expect
from local.story.steps.accounts import problem
from local.story.steps.badges import in_force, word
from local.story.steps.cohort import appointed
from local.story.steps.verification import (
    completed,
    started,
    this_week,
    unchanged,
    verdict_on,
)
from local.story.telling import Row
from shared.language import Text

REASON = "Pelatihan pada pekan itu dihadiri ratusan orang; daftar hadir sudah diperiksa."


async def review_finding(play: Play) -> list[Row]:
    """Whoever waits for a person goes on waiting, until a person of elsewhere has looked."""
    week = await judged_again(play)
    kept = await unchanged(play)
    account = next(a for a in play.accounts if a.plan is Plan.BOUGHT)
    finding = await finding_on(play, account)
    refused = await refused_at_home(play, finding)
    closed = await closed_elsewhere(play, finding)
    await unchanged(play)
    await judged_again(play)
    await eligible_now(play, account)
    badge = await word(play, Text("Lencananya", "its badge"), account.url, "active")
    carrying = await in_force(play)
    return [
        (Text(f"Penilaian minggu {week}", "another week, the same readings"), kept),
        (
            Text("Pemilik akun membaca temuannya", "the holder reads the finding"),
            f"sejak {finding['since']}: {', '.join(finding['weeks'])}; p = {finding['p_value']}",
        ),
        (Text("Penelaah dari lembaga sendiri", "a reviewer of the own institution"), refused),
        (Text("Penelaah lembaga lain menutupnya", "one of another closes it"), closed),
        badge,
        (Text("Lencana lain", "no other badge came of it"), f"{len(carrying)} lencana berlaku"),
    ]


async def judged_again(play: Play) -> str:
    """The week that is not over yet, which brought no new reading."""
    week = this_week()
    await completed(play, (await started(play, week))["id"])
    return week


async def finding_on(play: Play, account: Account) -> Any:
    """As the holder reads it; one waits."""
    path = f"/v1/me/accounts/{account.id}/findings"
    officer = play.owner(account)
    open_ones = (await play.stage.get("verification", path, by=officer.actor))["items"]
    expect(len(open_ones) == 1, f"{len(open_ones)} temuan menunggu, bukan satu")
    return open_ones[0]


async def refused_at_home(play: Play, finding: dict[str, Any]) -> str:
    """Nobody clears an account of the own institution."""
    colleague = await appointed(play, "Penelaah lembaga sendiri", "verification.review")
    path = f"/v1/findings/{finding['id']}/closure"
    answer = await play.stage.ask(
        "POST",
        "verification",
        path,
        by=colleague,
        json={"reason": REASON},
        expect=403,
        headers={"If-Match": f'"{finding["version"]}"'},
    )
    return problem(answer.json())


async def closed_elsewhere(play: Play, finding: dict[str, Any]) -> str:
    """Read first, then closed with a written reason."""
    path = f"/v1/findings/{finding['id']}"
    read = await play.stage.get("verification", path, by="reviewer_b")
    expect(read["state"] == "open", f"temuan {read['state']}")
    closing = await play.stage.ask(
        "POST",
        "verification",
        f"{path}/closure",
        by="reviewer_b",
        json={"reason": REASON},
        headers={"If-Match": f'"{read["version"]}"'},
    )
    closed = closing.json()
    expect(closed["state"] == "closed", f"temuan {closed['state']}")
    return f"{closed['state']}: {closed['closing_reason']}"


async def eligible_now(play: Play, account: Account) -> None:
    """Only the next run answers otherwise, and it says that somebody has looked."""
    verdict = await verdict_on(play, account)
    account.decision = verdict["decision"]
    play.verdicts[account.id] = verdict
    codes = {reason["code"] for reason in verdict["reasons"]}
    expect(account.decision == "eligible", f"setelah ditelaah: {account.decision}")
    expect("growth_reviewed" in codes, f"alasannya tidak menyebut telaah: {sorted(codes)}")
