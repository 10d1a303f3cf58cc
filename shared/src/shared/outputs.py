"""Files that commands write: whole or not at all, and never the file they read."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4


def same_file(one: str | int, other: str | int) -> bool:
    """Whether two names, or open descriptors, are one file, by whatever way they lead to it.

    Terminals, pipes and devices are no files in this sense: reading and writing them is no loss.
    """
    try:
        first, second = _status(one), _status(other)
    except OSError:
        return False
    return stat.S_ISREG(first.st_mode) and os.path.samestat(first, second)


def _status(name: str | int) -> os.stat_result:
    return os.fstat(name) if isinstance(name, int) else Path(name).stat()


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place at the end, so that a failure leaves what was there.

    Devices and pipes are written to as they are.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            yield device
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(path))
    part = target.with_name(f".{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
