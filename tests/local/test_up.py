"""A folder has one supervisor, and what the system refuses becomes one sentence."""

import errno
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from local.control import ask
from local.errors import AlreadyRunning, DiskFull, FolderNotWritable, NotRunning
from local.places import Places
from local.up import explained, held, shorten
from shared.errors import Failure

Usage = namedtuple("Usage", "total used free")


def test_a_second_supervisor_is_refused(tmp_path: Path) -> None:
    with held(Places(tmp_path)), pytest.raises(AlreadyRunning), held(Places(tmp_path)):
        pass


def test_a_full_disk_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(100, 99, 1))

    with pytest.raises(DiskFull), held(Places(tmp_path)):
        pass


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EACCES, FolderNotWritable), (errno.EROFS, FolderNotWritable)],
)
def test_a_refusal_of_the_system_becomes_a_sentence(
    number: int, kind: type[Failure], tmp_path: Path
) -> None:
    with pytest.raises(kind), explained(Places(tmp_path)):
        raise OSError(number, "refused")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    places = Places(tmp_path / "file" / ".local")

    with pytest.raises(FolderNotWritable), explained(places), held(places):
        pass


def test_an_order_to_nobody_says_how_to_start(tmp_path: Path) -> None:
    with pytest.raises(NotRunning) as refusal:
        ask(Places(tmp_path), "status")

    assert "make up" in refusal.value.sentence.id


def test_a_long_log_becomes_the_previous_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local.up.LONGEST_LOG", 3)
    (tmp_path / "registry.log").write_text("long")

    shorten(tmp_path)

    assert [log.name for log in tmp_path.iterdir()] == ["registry.log.1"]
