"""``python -m local.story``: plays against the stack of ``make up``, or any addresses."""

import argparse
import asyncio
import json
import ssl
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random, SystemRandom

import httpx

from local.control import ask
from local.places import Places, read_document, write_private
from local.screen import complain
from local.story.cast import Play
from local.story.control import ComposeControl, Control, LocalControl
from local.story.script import perform
from local.story.stage import CONNECTIONS, PATIENCE_SECONDS, Actor, House, Stage
from local.story.telling import out
from shared.errors import Failure

HOUSES: tuple[House, ...] = ("registry", "verification", "content", "platforms")
SEED_BITS = 32
INTERRUPTED = 130


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """Without any, everything is read from the folder of the local stack."""
    parser = argparse.ArgumentParser("python -m local.story", description=__doc__)
    for house in HOUSES:
        parser.add_argument(f"--{house}", help=f"address of {house}")
    parser.add_argument("--credentials", type=Path, help="credentials.json of the personas")
    parser.add_argument("--ca", type=Path, help="certificate that vouches for the gateway")
    parser.add_argument("--compose", type=Path, help="docker-compose command that controls it")
    parser.add_argument("--out", type=Path, help="where story.json is written")
    parser.add_argument("--seed", type=int, help="to play the same dice again")
    return parser.parse_args(words)


def stage_of(asked: argparse.Namespace, places: Places, http: httpx.AsyncClient) -> Stage:
    """Addresses given, or those of the local stack."""
    known = read_document(places.addresses)
    addresses = {house: getattr(asked, house) or known.get(house, "") for house in HOUSES}
    credentials = read_document(asked.credentials or places.credentials)
    personas = {
        name: Actor(told["client_id"], told["client_secret"]) for name, told in credentials.items()
    }
    control: Control = ComposeControl(asked.compose) if asked.compose else LocalControl(places)
    return Stage(addresses, personas, http, control)


def open_client(ca: Path | None) -> httpx.AsyncClient:
    """As many connections as the stage has, and the gateway's own certificate."""
    trust = ssl.create_default_context(cafile=str(ca)) if ca else True
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    return httpx.AsyncClient(verify=trust, limits=limits, timeout=PATIENCE_SECONDS, trust_env=False)


async def play_story(asked: argparse.Namespace) -> int:
    """The exit code: 0 when every step went as told."""
    places = Places.here()
    async with open_client(asked.ca) as http:
        stage = stage_of(asked, places, http)
        seed = asked.seed if asked.seed is not None else SystemRandom().getrandbits(SEED_BITS)
        play = Play(stage, Random(seed))
        went_well = await perform(play)
    if not went_well:
        out.print(f"[dim]seed {seed}[/dim]")
        return 1
    finish(asked.out or places.story, play)
    return 0


def finish(target: Path, play: Play) -> None:
    """Leave the places to look at."""
    write_private(target, play.places)
    out.print(f"[green]✓[/green] Cerita selesai; tempat untuk dilihat: {target}")
    out.print("[dim]  the story is complete; places to look at:[/dim]")
    out.print(json.dumps(play.places, indent=1), soft_wrap=True)


def main(words: Sequence[str]) -> int:
    """One clear sentence when there is no stack to play on."""
    asked = arguments(words)
    try:
        if not asked.compose:
            ask(Places.here(), "status")
        return asyncio.run(play_story(asked))
    except Failure as failure:
        complain(failure.sentence)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
