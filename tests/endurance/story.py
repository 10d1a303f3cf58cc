"""``make endure``: the story again and again on one stack, or once at each awkward moment."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from local.ports import free_port
from tests.endurance.clock import MOMENTS, FaketimeMissing, library, showing
from tests.endurance.plays import Outcome, StackNotReady, played, standing_stack

LOGS = Path(__file__).parents[2] / ".local" / "endurance"
SERVICES = ("REGISTRY", "VERIFICATION", "CONTENT")
TAIL_LINES = 15
INTERRUPTED = 130
out = Console(highlight=False, soft_wrap=True)


def main(words: Sequence[str]) -> int:
    """0 when every play ended with 0."""
    parser = argparse.ArgumentParser("python -m tests.endurance.story", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="seeds in a row on one stack")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--moments", action="store_true", help="each simulated moment instead")
    parser.add_argument("--only", default="", help="moments with this in their name, as 2028")
    asked = parser.parse_args(words)
    LOGS.mkdir(parents=True, exist_ok=True)
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # the stack is taken down as by Ctrl-C
    plays = (
        moments(asked.only)
        if asked.moments
        else seeds(range(asked.first, asked.first + asked.times))
    )
    try:
        outcomes = [shown(outcome) for outcome in plays]
    except (FaketimeMissing, StackNotReady) as failure:
        out.print(f"[red]✗[/red] {failure}")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    summarise(outcomes)
    return int(any(outcome.code for outcome in outcomes))


def seeds(chosen: Sequence[int]) -> Iterator[Outcome]:
    """One stack, growing with every cohort; the first seed comes once more at the end."""
    with own_stack() as environment, standing_stack(environment, LOGS / "stack.log"):
        for place, seed in enumerate([*chosen, chosen[0]], start=1):
            command = ("make", "-s", "story", f"ARGS=--seed={seed}")
            log = LOGS / f"{place:03d}-seed-{seed}.log"
            yield played(f"seed {seed}", command, environment, log)


def moments(only: str) -> Iterator[Outcome]:
    """A fresh stack each, whose every process sees the same simulated clock."""
    faketime = library()
    chosen = [moment for moment in MOMENTS if only in moment.name]
    for place, moment in enumerate(chosen, start=1):
        with own_stack() as environment:
            told = {**environment, **showing(moment, faketime)}
            log = LOGS / f"moment-{place:02d}.log"
            yield played(moment.name, (sys.executable, "-m", "local", "demo"), told, log)


@contextmanager
def own_stack() -> Iterator[Mapping[str, str]]:
    """A folder and ports beside any stack that runs here; PostgreSQL's user may enter ``/tmp``.

    The lock of the embedded PostgreSQL lies there too: who waits for it sleeps, and libfaketime
    0.9.10 refuses the sleep of Python 3.11 (``clock_nanosleep`` until an absolute time).
    """
    with tempfile.TemporaryDirectory(prefix="lencana-endurance-") as folder:
        runtime = Path(folder, "runtime")
        runtime.mkdir(mode=0o700)
        (runtime / "python_PostgresServer").mkdir()
        ports = {f"{service}_PORT": str(free_port()) for service in SERVICES}
        yield {**ports, "LENCANA_LOCAL_DIR": f"{folder}/.local", "XDG_RUNTIME_DIR": f"{runtime}"}


def shown(outcome: Outcome) -> Outcome:
    """A line as soon as it is known, and the last words of a play that failed."""
    mark = "[red]✗[/red]" if outcome.code else "[green]✓[/green]"
    out.print(f"{mark} {outcome.name}: exit {outcome.code} after {outcome.seconds:.0f} s")
    if outcome.code:
        lines = outcome.log.read_text("utf-8", errors="replace").splitlines()[-TAIL_LINES:]
        out.print("\n".join(f"    {line}" for line in lines), markup=False)
    return outcome


def summarise(outcomes: Iterable[Outcome]) -> None:
    """Every play with its exit code and duration."""
    table = Table("play", "exit", "seconds", box=None)
    for outcome in outcomes:
        table.add_row(outcome.name, str(outcome.code), f"{outcome.seconds:.1f}")
    out.print(table)
    out.print(f"logs: {LOGS}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
