"""The story's first steps on a stack, for a generated client to have something to upload about."""

import argparse
from random import Random

from local.places import Places
from local.story.__main__ import HOUSES, open_client, stage_of
from local.story.cast import Play
from local.story.script import STEPS, perform


async def linked_account(places: Places) -> str:
    """An account that the story has proved on the stack, for uploads to be about; its id."""
    nothing_else = argparse.Namespace(compose=None, credentials=None, **dict.fromkeys(HOUSES))
    async with open_client(None) as http:
        play = Play(stage_of(nothing_else, places, http), Random(7))
        if not await perform(play, STEPS[:3]):
            raise SystemExit("the story could not prove an account on the stack")
    return next(account.id for account in play.accounts if account.id)
