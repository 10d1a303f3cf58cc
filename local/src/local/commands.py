"""The words of the local stack's command line."""

import argparse

from local.places import Places
from shared.errors import Failure

WORDS = {
    "up": "nyalakan sampai Ctrl-C · start, until Ctrl-C",
    "demo": "nyalakan, mainkan cerita, matikan · up, story, down",
    "status": "proses, kesehatan, lag · processes, health, lags",
    "start": "nyalakan satu proses · start one process",
    "stop": "hentikan satu proses · stop one process",
    "kill": "kill -9 satu proses · kill -9 one process",
}


def main(arguments: list[str]) -> int:
    """Carry out one word; the exit code."""
    parser = argparse.ArgumentParser(
        "python -m local", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.epilog = "\n".join(f"  {word:<7} {text}" for word, text in WORDS.items())
    parser.add_argument("word", choices=WORDS, metavar="|".join(WORDS))
    parser.add_argument("process", nargs="?", default="", help="for start, stop and kill")
    parser.add_argument("--any-port", action="store_true", help="step aside where a port is taken")
    asked = parser.parse_args(arguments)
    return carried_out(asked)


def carried_out(asked: argparse.Namespace) -> int:
    """Heavy parts are imported by the word that needs them."""
    places = Places.here()
    if asked.word == "up":
        from local.up import run

        return run(places, any_free=asked.any_port)
    if asked.word == "demo":
        from local import demo

        return demo.run(places)
    return told(places, asked.word, asked.process)


def told(places: Places, word: str, process: str) -> int:
    """An order to the stack that runs, or a look at it."""
    from local.control import ask
    from local.screen import complain
    from local.status import status

    try:
        if word == "status":
            return status(places)
        answer = ask(places, word, process)
    except Failure as failure:
        complain(failure.sentence)
        return 1
    if "error" in answer:
        print(answer["error"])
    return 1 if "error" in answer else 0
