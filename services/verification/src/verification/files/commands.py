"""``python -m verification assess`` for lines: NDJSON in, NDJSON out.

Lines are read and written in order, a block at a time, so a file of any size fits in memory.
"""

import gc
import os
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from shared.outputs import same_file, whole_file
from verification.files.service import Judged, LineTarget, judge_lines, lines_of

PROGRESS_SECONDS = 2.0
SOME_BAD, UNUSABLE = 1, 2
GARBAGE_AFTER = 200_000
"""Blocks hold no circles, so looking for some every 700 objects is time lost."""


def assess_lines(source: str, target: str) -> int:
    """0 when every line got a verdict, 1 when some line was bad, 2 when a file is unusable."""
    if same_file(_named(source, 0), _named(target, 1)):
        print("assess: masukan dan keluaran sama · input and output are the same", file=sys.stderr)
        return UNUSABLE
    gc.set_threshold(GARBAGE_AFTER)
    try:
        with ExitStack() as stack:
            read, written = _source(source, stack), _target(target, stack)
            return watched(judge_lines(lines_of(read), LineTarget(written)))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_BAD
    except OSError as exc:
        print(f"assess: {exc.filename or target}: {exc.strerror}", file=sys.stderr)
        return UNUSABLE


def watched(progress: Iterable[Judged]) -> int:
    """Follow to the end, saying now and then how far it has come; the exit code."""
    judged, shown = Judged(0, 0), time.monotonic()
    for judged in progress:
        if time.monotonic() - shown >= PROGRESS_SECONDS:
            shown = time.monotonic()
            print(f"{judged.lines} baris · lines, {judged.bad} salah · bad", file=sys.stderr)
    return SOME_BAD if judged.bad else 0


def _named(name: str, stream: int) -> str | int:
    """A file's name; for ``-`` the stream a shell may have led to a file."""
    return stream if name == "-" else name


def _source(name: str, stack: ExitStack) -> IO[bytes]:
    return sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))


def _target(name: str, stack: ExitStack) -> IO[bytes]:
    return sys.stdout.buffer if name == "-" else stack.enter_context(whole_file(Path(name)))
