"""``python -m verification assess``: scores accounts without a database.

Lines (NDJSON), one Parquet file, or a folder of Parquet files on a Dask cluster.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from shared.outputs import same_file
from verification.files.commands import UNUSABLE, assess_lines, watched
from verification.files.service import Judged

PARQUET = {".parquet"}
WITHOUT = "assess: Parquet perlu · Parquet needs: pip install 'lencana-verification[archives]'"


def run(arguments: list[str]) -> int:
    """0 when every line got a verdict, 1 when some line was bad, 2 when a file is unusable."""
    asked = _parser().parse_args(arguments)
    if not asked.scheduler and not {Path(asked.input).suffix, Path(asked.output).suffix} & PARQUET:
        return assess_lines(asked.input, asked.output)
    source, target = Path(asked.input), Path(asked.output)
    named = (asked.input, asked.output)
    if "-" in named or source == target or same_file(*named):
        return _refuse("masukan dan keluaran harus dua berkas · input and output must be two files")
    try:
        return watched(_judged(asked.scheduler, source, target))
    except ImportError:
        print(WITHOUT, file=sys.stderr)
    except OSError as exc:
        _refuse(f"{exc.filename or asked.scheduler or asked.output}: {exc.strerror or exc}")
    except ValueError as exc:
        _refuse(str(exc))
    return UNUSABLE


def _judged(scheduler: str | None, source: Path, target: Path) -> Iterator[Judged]:
    """Imported when asked for: lines need no pyarrow."""
    from verification.archives import service

    if scheduler is None:
        yield from service.judge_file(source, target)
    elif not service.parts_of(source):
        raise ValueError(f"{source}: tidak ada berkas Parquet · no Parquet files")
    else:
        yield from service.judge_on_cluster(scheduler, source, target)


def _refuse(why: str) -> int:
    print(f"assess: {why}", file=sys.stderr)
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verification assess",
        description="Nilai akun dari berkas NDJSON atau Parquet · judge the accounts of a file",
        epilog="Kode keluar · exit code: 0, 1 (ada baris salah · some line was bad), 2.",
    )
    parser.add_argument(
        "--input", required=True, metavar="FILE", help="accounts.ndjson (- = stdin) or .parquet"
    )
    parser.add_argument(
        "--output", default="-", metavar="FILE", help="verdicts.ndjson (- = stdout) or .parquet"
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="tcp://…: folder Parquet di klaster Dask · folders of Parquet on a Dask cluster",
    )
    return parser
