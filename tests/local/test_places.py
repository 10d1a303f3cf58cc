"""Everything lies below one folder, private where it must be, reachable however deep it is."""

from pathlib import Path

from local.places import Places, reachable, read_document, write_private


def test_a_short_folder_is_reached_as_it_is(tmp_path: Path) -> None:
    assert reachable(Path("/srv/lencana/.local")) == Path("/srv/lencana/.local")


def test_a_deep_folder_is_reached_by_a_short_way(tmp_path: Path) -> None:
    deep = tmp_path / ("very-long-folder-name" * 5)
    deep.mkdir()

    short = reachable(deep)

    assert short.resolve() == deep.resolve()
    assert len(str(short)) < 50
    assert reachable(deep) == short
    short.unlink()


def test_a_private_file_replaces_the_old_one_as_a_whole(tmp_path: Path) -> None:
    secret = Places(tmp_path).keys
    secret.write_text("{}")
    secret.chmod(0o644)

    write_private(secret, {"a": 1})

    assert read_document(secret) == {"a": 1}
    assert secret.stat().st_mode & 0o777 == 0o600
