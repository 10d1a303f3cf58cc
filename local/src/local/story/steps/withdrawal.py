"""Step 8: an officer withdraws consent; within five seconds the badge has ended everywhere."""

import time

from local.story.cast import Play
from local.story.stage import eventually, expect
from local.story.steps.badges import first_active, states
from local.story.steps.message import CLOSED, copies
from local.story.telling import Row
from shared.language import Text

LEAVING = 20
WITHIN_SECONDS = 5.0


async def withdraw_consent(play: Play) -> list[Row]:
    """One step out, without a reason; the public learns only that it has ended."""
    account = first_active(play, LEAVING)
    officer = play.owner(account)
    held = [a for a in officer.accounts if a.badge_id]
    began = time.monotonic()
    await play.stage.ask(
        "DELETE", "registry", "/v1/me/consents/programme", by=officer.actor, expect=204
    )

    async def ended() -> bool:
        return {answer["state"] for answer in await states(play, held)} == {"ended"}

    async def closed() -> bool:
        return await copies(play, officer) == CLOSED

    await eventually(ended, seconds=WITHIN_SECONDS, what="pencarian menjawab ended")
    looked_up = time.monotonic() - began
    await eventually(closed, seconds=WITHIN_SECONDS, what="kotak masuk tertutup")
    shut = time.monotonic() - began
    expect(shut <= WITHIN_SECONDS, f"baru setelah {shut:.1f} detik")
    play.places["ended_account_url"] = account.url
    return [
        (
            Text("Seorang ASN menarik persetujuan", "an officer withdraws consent"),
            f"{len(held)} lencana ended setelah {looked_up:.1f} s",
        ),
        (Text("Kotak masuknya", "the inbox"), f"tertutup setelah {shut:.1f} s"),
    ]
