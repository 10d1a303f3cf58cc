"""Step 3: accounts are registered in every spelling, and control of them is proven."""

from collections.abc import Mapping

from local.story.cast import PLATFORMS, Account, Officer, Plan, Play
from local.story.stage import expect, together
from local.story.telling import Row
from shared.language import Text

SECOND_ACCOUNTS = 30
PLANS = {
    Plan.SMALL: range(30, 42),
    Plan.BOUGHT: range(42, 52),
    Plan.NEW: range(52, 58),
    Plan.FOLLOWED: range(58, 66),
    Plan.DIPPED: range(66, 74),
}
"""By the place of the officer; everybody else grows naturally."""

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "instagram": (
        "https://www.instagram.com/{upper}/?hl=id",
        "m.instagram.com/@{handle}",
        "HTTPS://Instagram.com/{handle}?igsh=bWVyYWg=",
    ),
    "x": (
        "https://mobile.twitter.com/{upper}?lang=id",
        "x.com/@{handle}",
        "http://www.twitter.com/{handle}/",
    ),
    "facebook": (
        "https://m.facebook.com/{upper}?locale=id_ID",
        "web.facebook.com/{handle}/",
        "https://www.facebook.com/{handle}?ref=profil",
    ),
}
CANONICAL = {
    "instagram": "https://www.instagram.com/{handle}",
    "x": "https://x.com/{handle}",
    "facebook": "https://www.facebook.com/{handle}",
}
NAMES = ("kabar", "warga", "sahabat", "rakyat", "nusa", "cerita")


async def prove_accounts(play: Play) -> list[Row]:
    """The registry reads the code on the platform, over HTTP, and keeps the stable id."""
    play.mark = f"{len(await play.stage.events('registry')):05x}"
    for place, officer in enumerate(play.officers):
        officer.accounts = planned(play, place)
    pairs = [(officer, account) for officer in play.officers for account in officer.accounts]
    await together(lambda pair: linked(play, *pair), pairs)
    return [
        (
            Text("Daftarkan akun dalam banyak ejaan URL", "register accounts by any URL"),
            f"{len(pairs)} akun kanonik, misalnya {pairs[0][1].url}",
        ),
        (
            Text("Kode di profil dibaca lewat API platform", "code in the profile, read over HTTP"),
            f"{len(pairs)} akun tertaut",
        ),
        await somebody_elses(play),
        await taken_already(play),
        await look_alike(play),
    ]


def planned(play: Play, place: int) -> list[Account]:
    """One account each; the first thirty have a second one on another platform."""
    plan = next((plan for plan, places in PLANS.items() if place in places), Plan.NATURAL)
    platforms = [PLATFORMS[place % 3]]
    if place < SECOND_ACCOUNTS:
        platforms.append(PLATFORMS[(place + 1) % 3])
    return [Account(platform, invented_handle(play), plan) for platform in platforms]


def invented_handle(play: Play) -> str:
    """Fits all three platforms and belongs to nobody: at no earlier play was the log so long."""
    play.invented_handles += 1
    return f"{play.dice.choice(NAMES)}{play.mark}{play.invented_handles:02x}"


async def linked(play: Play, officer: Officer, account: Account) -> None:
    """Claim, fetch a code, put it into the profile, prove."""
    await edit_profile(play, account, "Halo, saya ASN.")
    url = spelling(play, account)
    claimed = await play.stage.post(
        "registry", "/v1/me/accounts", by=officer.actor, json={"url": url, "consent": True}
    )
    account.id, account.url = claimed["id"], claimed["url"]
    canonical = CANONICAL[account.platform].format(handle=account.handle)
    expect(account.url == canonical, f"{url} menjadi {account.url}")
    code = await challenge(play, officer, account.id)
    await edit_profile(play, account, f"Halo, saya ASN. {code}")
    path = f"/v1/me/accounts/{account.id}/proofs"
    proven = await play.stage.post("registry", path, by=officer.actor)
    expect(proven["state"] == "linked", f"{account.url} tidak tertaut")


def spelling(play: Play, account: Account) -> str:
    """As people paste it."""
    pasted = play.dice.choice(SPELLINGS[account.platform])
    return pasted.format(handle=account.handle, upper=account.handle.upper())


async def challenge(play: Play, officer: Officer, account_id: str) -> str:
    """A code for the profile."""
    path = f"/v1/me/accounts/{account_id}/challenges"
    return str((await play.stage.post("registry", path, by=officer.actor))["code"])


async def edit_profile(play: Play, account: Account, bio: str) -> None:
    """What the officer does by hand on the platform."""
    path = f"/_control/{account.platform}/profiles/{account.handle}"
    await play.stage.ask("PUT", "platforms", path, json={"bio": bio, "followers": 600})


def thief(play: Play) -> tuple[Officer, str]:
    """Somebody with one account, and a platform that is still free for them."""
    officer = play.officers[-1]
    return officer, PLATFORMS[(PLATFORMS.index(officer.accounts[0].platform) + 1) % 3]


async def somebody_elses(play: Play) -> Row:
    """Claiming is not proving: the code never appears in a profile one cannot edit."""
    officer, platform = thief(play)
    victim = Account(platform, invented_handle(play), Plan.NATURAL)
    await edit_profile(play, victim, "Akun milik orang lain.")
    url = CANONICAL[platform].format(handle=victim.handle)
    claimed = await play.stage.post(
        "registry", "/v1/me/accounts", by=officer.actor, json={"url": url, "consent": True}
    )
    await challenge(play, officer, claimed["id"])
    path = f"/v1/me/accounts/{claimed['id']}/proofs"
    refused = await play.stage.ask("POST", "registry", path, by=officer.actor, expect=409)
    await let_go(play, officer, claimed["id"])
    return Text("Mencoba akun orang lain", "try somebody else's account"), problem(refused.json())


async def let_go(play: Play, officer: Officer, account_id: str) -> None:
    """Forget the claim."""
    path = f"/v1/me/accounts/{account_id}"
    current = await play.stage.ask("GET", "registry", path, by=officer.actor)
    headers = {"If-Match": current.headers["ETag"]}
    await play.stage.ask("DELETE", "registry", path, by=officer.actor, headers=headers, expect=204)


async def taken_already(play: Play) -> Row:
    """An account that is linked to an officer is not given to another."""
    officer, platform = thief(play)
    held = next(account for account in play.accounts if account.platform == platform)
    order = {"url": held.url, "consent": True}
    refused = await play.stage.ask(
        "POST", "registry", "/v1/me/accounts", by=officer.actor, json=order, expect=409
    )
    return Text("Mencoba akun yang sudah tertaut", "try a linked account"), problem(refused.json())


async def look_alike(play: Play) -> Row:
    """A Cyrillic letter in the handle looks the same and is not."""
    officer, platform = thief(play)
    url = CANONICAL[platform].format(handle="kаbar_resmi")
    refused = await play.stage.ask(
        "POST",
        "registry",
        "/v1/me/accounts",
        by=officer.actor,
        json={"url": url, "consent": True},
        expect=400,
    )
    return Text("Nama tiruan dengan huruf Kiril", "a look-alike handle"), problem(refused.json())


def problem(document: dict[str, str]) -> str:
    """Status, type and the sentence."""
    kind = str(document["type"]).rpartition("/")[2]
    return f"{document['status']} {kind}: {document['detail']}"
