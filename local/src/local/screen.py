"""What people see of the local stack: Indonesian first, English second."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from shared.language import Text

TAIL_LINES = 12
PLAIN_WIDTH = 240
"""Of tables that go into a file or a pipe."""

out = Console(highlight=False, soft_wrap=True)
table_out = Console(highlight=False, width=None if out.is_terminal else PLAIN_WIDTH)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: Text) -> None:
    """Both languages, the first in normal weight."""
    out.print(f"{text.id} [dim]· {text.en}[/dim]")


def complain(text: Text) -> None:
    """One clear sentence, twice."""
    err.print(f"[red]✗[/red] {text.id}\n[dim]  {text.en}[/dim]")


@contextmanager
def step(text: Text) -> Iterator[None]:
    """Something that may take a while: a spinner on a terminal, then the time it took."""
    began = time.monotonic()
    with out.status(f"{text.id} [dim]· {text.en}[/dim]"):
        yield
    seconds = time.monotonic() - began
    out.print(f"[green]✓[/green] {text.id} [dim]· {text.en} ({seconds:.1f} s)[/dim]")


def show_tail(log: Path) -> None:
    """The last lines of a log, for the sentence that follows."""
    if log.exists():
        lines = log.read_text("utf-8", errors="replace").splitlines()[-TAIL_LINES:]
        sys.stderr.write("".join(f"  {line}\n" for line in lines))
