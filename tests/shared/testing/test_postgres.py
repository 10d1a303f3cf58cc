"""The server of a test run stays within reach while other runs begin on the same machine."""

from pathlib import Path

import pytest

from shared.testing.postgres import Cluster, clone, template_of


def test_the_server_lies_outside_the_folder_that_every_pytest_closes(
    run_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    closed = tmp_path_factory.getbasetemp().parent

    assert not run_folder.is_relative_to(closed)


def test_a_template_is_made_once_and_each_clone_is_another_database(
    cluster: Cluster, run_folder: Path
) -> None:
    names = [template_of(cluster, "content", run_folder) for _ in range(2)]
    clones = [clone(cluster, names[0]) for _ in range(2)]

    assert names == ["template_content", "template_content"]
    assert len({*names, *clones}) == 3
