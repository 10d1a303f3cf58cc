"""Step 8: an officer's account is renamed, and a stranger takes the old name."""

from typing import Any

from local.story.cast import Account, Play
from local.story.stage import eventually, expect
from local.story.steps.accounts import CANONICAL, edit_profile, invented_handle
from local.story.steps.badges import look_up, word
from local.story.telling import Row
from shared.language import Text

UNTOUCHED = 20
"""From this officer on, those whose badges no earlier step has touched."""


async def change_hands(play: Play) -> list[Row]:
    """The stranger is never official; the badge follows its account once a person has looked."""
    account = next(a for a in badged(play) if a.platform == "x")
    old, stranger = account.url, Account("x", account.handle, account.plan)
    account.handle = await renamed(play, account)
    await edit_profile(play, stranger, "Beli obat kuat di sini!")
    order = {"url": old}
    await play.stage.post("registry", "/v1/sightings", by="admin", json=order)
    taken = await word(play, Text("Orang lain di nama lama", "a stranger's name"), old, "ended")
    notice = await noticed(play, account)
    before = await look_up(play, account.url)
    expect(before["official"] is False, f"{account.url} resmi sebelum dilihat")
    await confirmed(play, account)
    return [
        taken,
        (Text("Pemegang lencana membaca", "its holder reads"), notice),
        await word(play, Text("Setelah dilihat penelaah", "once looked at"), account.url, "active"),
        await word(play, Text("Nama lama tetap", "the old name stays"), old, "ended"),
    ]


def badged(play: Play) -> list[Account]:
    """Accounts that carry a badge and play no other part."""
    officers = play.officers[UNTOUCHED:]
    return [account for officer in officers for account in officer.accounts if account.badge_id]


async def renamed(play: Play, account: Account) -> str:
    """What the officer does on the platform; the new name."""
    new = invented_handle(play)
    path = f"/_control/{account.platform}/profiles/{account.handle}/renaming"
    await play.stage.ask("POST", "platforms", path, json={"handle": new})
    account.url = CANONICAL[account.platform].format(handle=new)
    return new


async def noticed(play: Play, account: Account) -> str:
    """What the holder is told of the account."""
    path = f"/v1/me/accounts/{account.id}"
    read = await play.stage.get("registry", path, by=play.owner(account).actor)
    expect(read["new_handle"] == account.handle, f"nama baru: {read['new_handle']}")
    return f"{read['notice']['code']}: {read['notice']['text']['id']}"


async def confirmed(play: Play, account: Account) -> None:
    """A reviewer of another institution finds it in the list, looks, and confirms."""

    async def waiting() -> Any:
        rows = await play.stage.pages("registry", "/v1/renamings", by="reviewer_a")
        return next((row for row in rows if row["account_id"] == account.id), None)

    row = await eventually(waiting, f"{account.url} menunggu penelaah")
    path = f"/v1/renamings/{account.id}/confirmations"
    order = {"handle": row["new_handle"]}
    done = await play.stage.post("registry", path, by="reviewer_a", json=order)
    expect(done["handle"] == account.handle, f"lencana ikut ke {done['handle']}")
