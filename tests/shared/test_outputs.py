"""Outputs are whole or not there, and an input is no output."""

import stat
from pathlib import Path

import pytest

from shared.outputs import same_file, whole_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kept.txt"
    path.write_bytes(b"before")
    return path


@pytest.mark.parametrize("way", ["itself", "dot", "symlink", "hard link", "link to a folder"])
def test_one_file_is_known_by_every_way_to_it(tmp_path: Path, file: Path, way: str) -> None:
    other = tmp_path / "other.txt"
    match way:
        case "symlink":
            other.symlink_to(file)
        case "hard link":
            other.hardlink_to(file)
        case "link to a folder":
            (tmp_path / "folder").symlink_to(tmp_path, target_is_directory=True)
            other = tmp_path / "folder" / file.name
        case _:
            other = Path(f"{tmp_path}/./{file.name}")

    assert same_file(str(file), str(other))


def test_an_open_file_is_known_by_its_name(file: Path) -> None:
    with file.open("rb") as opened:
        assert same_file(str(file), opened.fileno())


def test_other_files_devices_and_what_is_not_there_are_not_the_same(
    tmp_path: Path, file: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(file.read_bytes())

    assert not same_file(str(file), str(copy))
    assert not same_file(str(file), str(tmp_path / "none"))
    assert not same_file("/dev/null", "/dev/null")


def test_a_file_takes_its_place_at_the_end(file: Path) -> None:
    with whole_file(file) as output:
        output.write(b"after")
        assert file.read_bytes() == b"before"

    assert file.read_bytes() == b"after"
    assert list(file.parent.iterdir()) == [file]


def test_a_failure_leaves_what_was_there_and_nothing_beside_it(file: Path) -> None:
    with pytest.raises(RuntimeError), whole_file(file) as output:
        output.write(b"half")
        raise RuntimeError

    assert file.read_bytes() == b"before"
    assert list(file.parent.iterdir()) == [file]


def test_who_may_read_it_stays(file: Path) -> None:
    file.chmod(0o640)

    with whole_file(file) as output:
        output.write(b"after")

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path, file: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(file)

    with whole_file(link) as output:
        output.write(b"after")

    assert link.is_symlink()
    assert file.read_bytes() == b"after"


def test_a_device_is_written_to_as_it_is() -> None:
    with whole_file(Path("/dev/null")) as output:
        output.write(b"gone")

    assert Path("/dev/null").is_char_device()


def test_a_new_file_is_made_and_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with whole_file(tmp_path / "new.txt") as output:
        output.write(b"new")

    assert (tmp_path / "new.txt").read_bytes() == b"new"
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "none" / "new.txt"):
        pass
