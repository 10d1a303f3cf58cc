"""``make compose-test``: a deployment from nothing, the story, restarts, a count, all down."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.endurance import Gateway, StillWriting, count_messages, events_so_far, look_again

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".local/compose-test"
SECRETS = FOLDER / "secrets"
PERSONAS = ROOT / "local/src/local/personas.toml"
PORTS = {"registry": 18443, "verification": 18444, "content": 18445, "platforms": 18449}
WRITERS = ("postgres", "content", "registry")
LINES_OF_LOG = "60"
BEGAN = time.monotonic()


class TestFailed(Exception):
    """One sentence saying what was otherwise."""


def environment() -> dict[str, str]:
    """The test's own project, ports, secrets and platforms; nothing of a real deployment."""
    platforms = f"http://platforms:{8009}"
    return {
        **os.environ,
        "COMPOSE_PROJECT_NAME": "lencana-test",
        "COMPOSE_PROFILES": "simulation",
        "LENCANA_SECRETS": str(SECRETS),
        "LENCANA_HOST": "localhost",
        **{f"{name.upper()}_PORT": str(port) for name, port in PORTS.items()},
        **{f"REGISTRY_{name}_API_URL": platforms for name in ("X", "INSTAGRAM", "FACEBOOK")},
        "VERIFICATION_ASSESS_BATCH": "4",
    }


ENVIRONMENT = environment()


def say(sentence: str) -> None:
    """A line of progress with the seconds since the start."""
    print(f"[{time.monotonic() - BEGAN:4.0f} s] {sentence}", flush=True)


def run(*words: str | Path, quiet: bool = True) -> None:
    """A command to its end; what it said is shown only when it failed."""
    kept = subprocess.PIPE if quiet else None
    done = subprocess.run(
        list(map(str, words)),
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=kept,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print((done.stdout or "")[-6000:], file=sys.stderr, flush=True)
        raise TestFailed(f"`{' '.join(map(str, words[:4]))}` ended with {done.returncode}")


def compose(*words: str) -> None:
    """docker-compose on the test's project."""
    run(ROOT / "deploy/compose", *words)


def prepare() -> None:
    """Images and secrets; base images are made when they are absent."""
    named = ("PYTHON_IMAGE", "POSTGRES_IMAGE", "GATEWAY_IMAGE")
    if not all(ENVIRONMENT.get(name) for name in named):
        say("base images from Debian packages (two minutes, when they are absent)")
        run(ROOT / "deploy/base-images", quiet=False)
    say("building the images")
    run(ROOT / "deploy/images", quiet=False)
    shutil.rmtree(FOLDER, ignore_errors=True)
    run(sys.executable, ROOT / "deploy/new_secrets.py", "--clients", PERSONAS, quiet=False)


@contextmanager
def deployment() -> Iterator[Gateway]:
    """Everything up and ready; afterwards down with its data, and logs when something failed."""
    compose("down", "--volumes", "--remove-orphans", "--timeout", "3")
    try:
        say("starting from nothing: database, migrations, services, workers, gateway")
        compose("up", "--detach", "--no-build")
        gateway = Gateway.opened(PORTS, SECRETS)
        gateway.until_ready()
        say("everything answers through the gateway")
        yield gateway
    except BaseException:
        show_logs()
        raise
    finally:
        say("taking everything down")
        compose("down", "--volumes", "--remove-orphans", "--timeout", "3")


def show_logs() -> None:
    """The last words of every container."""
    for words in (("ps",), ("logs", "--no-color", "--tail", LINES_OF_LOG)):
        shown = [str(ROOT / "deploy/compose"), *words]
        subprocess.run(shown, cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, check=False)


def play_story() -> None:
    """The same story as ``make story``, through TLS."""
    addresses = [f"--{name}=https://localhost:{port}" for name, port in PORTS.items()]
    addresses[-1] = f"--platforms=http://127.0.0.1:{PORTS['platforms']}"
    run(
        *(sys.executable, "-m", "local.story", *addresses),
        f"--credentials={SECRETS / 'credentials.json'}",
        f"--ca={SECRETS / 'ca_certificate'}",
        f"--compose={ROOT / 'deploy/compose'}",
        f"--out={FOLDER / 'story.json'}",
        quiet=False,
    )


def restart_in_the_middle(gateway: Gateway) -> None:
    """Messages are written all the while; every acknowledged one must be there, once."""
    before = {service: events_so_far(gateway, service) for service in gateway.services}
    writing = StillWriting(gateway)
    thread = threading.Thread(target=writing.go_on)
    thread.start()
    try:
        for name in WRITERS:
            writing.until_more_are_written()
            say(f"restarting {name} after {len(writing.written)} messages")
            compose("restart", "--timeout", "20", name)
        writing.until_more_are_written()
    finally:
        writing.enough.set()
        thread.join()
    gateway.until_ready()
    say(count_messages(gateway, writing))
    for service, known in before.items():
        now = events_so_far(gateway, service)
        if now[: len(known)] != known:
            raise TestFailed(f"the event log of {service} lost or changed what was in it")
        say(f"{service}: {len(known)} events before the restarts, all there after them")
    say(look_again(gateway, FOLDER / "story.json"))


def main() -> int:
    """The exit code."""
    try:
        prepare()
        with deployment() as gateway:
            gateway.hides_metrics()
            gateway.answers_in_problems()
            say("playing the story through the gateway")
            play_story()
            restart_in_the_middle(gateway)
    except (TestFailed, AssertionError, TimeoutError) as failure:
        say(f"FAILED: {failure}")
        return 1
    say("compose-test: passed, everything is down again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
