"""Step 10: an officer withdraws consent; moments later the badge has ended everywhere."""

from local.story.cast import Play
from local.story.stage import in_time
from local.story.steps.badges import first_active, states
from local.story.steps.message import CLOSED, copies
from local.story.telling import Row
from shared.language import Text

LEAVING = 20
PROMISED_SECONDS = 5.0
"""On a machine that is not busy; how long it took is told."""


async def withdraw_consent(play: Play) -> list[Row]:
    """One step out, without a reason; the public learns only that it has ended."""
    account = first_active(play, LEAVING)
    officer = play.owner(account)
    held = [a for a in officer.accounts if a.badge_id]
    await play.stage.ask(
        "DELETE", "registry", "/v1/me/consents/programme", by=officer.actor, expect=204
    )
    officer.left = True

    async def ended() -> bool:
        return {answer["state"] for answer in await states(play, held)} == {"ended"}

    async def closed() -> bool:
        return await copies(play, officer) == CLOSED

    _, looked_up = await in_time(ended, "pencarian menjawab ended")
    _, shut = await in_time(closed, "kotak masuk tertutup")
    play.places["ended_account_url"] = account.url
    return [
        (
            Text("Seorang ASN menarik persetujuan", "an officer withdraws consent"),
            f"{len(held)} lencana ended setelah {looked_up:.1f} s",
        ),
        (
            Text("Kotak masuknya", "the inbox"),
            f"tertutup setelah {looked_up + shut:.1f} s (janji: {PROMISED_SECONDS:.0f} s)",
        ),
    ]
