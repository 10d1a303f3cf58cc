"""What a record of a verdict says of the program that made it."""

import tomllib

from tests.conventions.checkout import ROOT
from verification import RELEASE


def test_the_program_knows_its_release_without_the_metadata_of_a_distribution() -> None:
    project = tomllib.loads((ROOT / "services/verification/pyproject.toml").read_text("utf-8"))

    assert project["project"]["version"] == RELEASE
