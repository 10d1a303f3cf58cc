"""How the story is told: a table that grows step by step, and the failure if there is one."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import httpx
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from local.story.cast import Play
from shared.language import Text

Row = tuple[Text, str]
"""What was done, and what was answered."""

DONE_WIDTH = 58
PLAIN_WIDTH = 140
out = Console(highlight=False)
if not out.is_terminal:
    out = Console(highlight=False, width=PLAIN_WIDTH)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the story; ``act`` plays it and tells the rows of the table."""

    number: int
    title: Text
    act: Callable[[Play], Awaitable[list[Row]]]


def show(step: Step, rows: Iterable[Row], seconds: float) -> None:
    """One step's part of the table."""
    title = f"[bold]{step.number}. {step.title.id}[/bold] [dim]· {step.title.en}"
    out.print(f"{title} ({seconds:.1f} s)[/dim]")
    table = Table(box=None, show_header=False, pad_edge=True, padding=(0, 1, 0, 2))
    table.add_column(width=DONE_WIDTH)
    table.add_column(overflow="fold")
    for done, answered in rows:
        table.add_row(f"{escape(done.id)} [dim]· {escape(done.en)}[/dim]", escape(answered))
    out.print(table)


def show_failure(step: Step, what: str, answer: httpx.Response | None) -> None:
    """Which step it was, what was expected, and the problem document."""
    out.print(f"[red]✗ Langkah {step.number} gagal: {escape(step.title.id)}[/red]")
    out.print(f"  [dim]step {step.number} failed: {escape(step.title.en)}[/dim]")
    out.print(f"  {escape(what)}")
    if answer is not None:
        out.print(escape(readable(answer)), soft_wrap=True)


def readable(answer: httpx.Response) -> str:
    """The document with indentation, or the text as it is."""
    try:
        return json.dumps(answer.json(), indent=2, ensure_ascii=False)
    except ValueError:
        return answer.text[:2000]
