"""The whole story on a stack of its own, and nobody's number in anything it wrote or said."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from local.control import ask
from local.places import Places
from local.story.__main__ import arguments, open_client, stage_of
from local.story.cast import Play
from local.story.script import STEPS, perform
from local.story.traces import personal_traces
from tests.journeys.starting import stop

SEED = 20_261_123
PLACES = {
    "active_account_url",
    "never_account_url",
    "not_eligible_account_url",
    "suspended_account_url",
    "ended_account_url",
    "badge_id",
    "message_url",
    "feed_url",
}


PERSONAS = {
    "admin",
    "admin_b",
    "hr_system",
    "partner_system",
    "reviewer_a",
    "reviewer_b",
    "humas_head",
    "asn",
    "auditor",
}


def test_the_credentials_name_every_persona(stack: tuple[Places, subprocess.Popen[str]]) -> None:
    credentials = json.loads(stack[0].credentials.read_text())

    assert credentials.keys() == PERSONAS
    for persona in credentials.values():
        assert set(persona) == {"client_id", "client_secret", "token_url", "scope"}


@pytest.mark.timeout(400)
async def test_the_story_is_played_twice_and_leaves_no_number_anywhere(
    stack: tuple[Places, subprocess.Popen[str]],
) -> None:
    places, up = stack
    async with open_client(None) as http:
        play = Play(stage_of(arguments([]), places, http), Random(SEED))
        went_well = await perform(play)
        again = Play(play.stage, Random(SEED))
        played_again = await perform(again, STEPS[:4])
    running = ask(places, "status")["processes"]
    stop(up)

    assert went_well
    assert played_again
    assert not {account.url for account in play.accounts} & {a.url for a in again.accounts}
    assert set(play.places) == PLACES
    assert {process["state"] for process in running} == {"running"}
    assert up.returncode == 0
    assert written_traces(places, play.numbers | again.numbers) == []


def written_traces(places: Places, numbers: set[str]) -> list[str]:
    """In all logs, and in the files the stack keeps beside its database."""
    files = [*places.logs.iterdir(), places.addresses, places.credentials, places.profiles]
    texts = [(file.name, file.read_text("utf-8", errors="replace")) for file in files]
    assert sum(len(text) for _, text in texts) > 100_000
    return personal_traces(texts, numbers)


def test_without_a_stack_there_is_one_clear_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "LENCANA_LOCAL_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "local.story"]

    play = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert play.returncode == 1
    assert "make up" in play.stderr
    assert "Traceback" not in play.stderr
