"""``python -m verification replay``: makes a verdict again from its record, without a database."""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from verification.replays.rules.replaying import NotReplayable, Replayed, replay

SAME, DIFFERENT, UNUSABLE = 0, 1, 2
LARGEST = 16 * 1024 * 1024


def run(arguments: list[str]) -> int:
    """0 when the verdict is the same byte for byte, 1 when not, 2 when the record is unusable."""
    asked = _parser().parse_args(arguments)
    try:
        replayed = replay(_read(asked.record))
    except NotReplayable as exc:
        return _refuse(f"{exc.sentence.id} · {exc.sentence.en}")
    except OSError as exc:
        return _refuse(f"{exc.filename}: {exc.strerror}")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as exc:
        return _refuse(f"bukan catatan putusan · no record of a verdict ({type(exc).__name__})")
    return _told(replayed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verification replay",
        description="Buat ulang putusan dari catatannya · make a verdict again from its record",
        epilog="Kode keluar · exit code: 0 sama · same, 1 berbeda · different, 2 tidak terpakai · "
        "unusable.",
    )
    parser.add_argument("record", metavar="RECORD", help="record.json, - = stdin")
    return parser


def _read(name: str) -> Any:
    with ExitStack() as stack:
        piped = name == "-"
        source = sys.stdin.buffer if piped else stack.enter_context(Path(name).open("rb"))
        raw = source.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ValueError("too large")
    return json.loads(raw)


def _told(replayed: Replayed) -> int:
    print(json.dumps(replayed.document, ensure_ascii=False, separators=(",", ":")))
    if replayed.same:
        return SAME
    print(f"replay: berbeda · differs: {', '.join(replayed.differs)}", file=sys.stderr)
    return DIFFERENT


def _refuse(why: str) -> int:
    print(f"replay: {why}", file=sys.stderr)
    return UNUSABLE
