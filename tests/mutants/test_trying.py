"""A trial tells the changed from the unchanged, and never touches a file."""

import subprocess
import sys

from tests.conventions.checkout import ROOT

SCRIPT = """
from dataclasses import replace
from tests.mutants.making import mutants
from tests.mutants.targets import chosen
from tests.mutants.trying import prepare, trials

(target,) = chosen(["registry.badges.measures.rules"])
source = target.path.read_text()
wrong = next(each for each in mutants(source) if "days=(366)" in each.source)
same = replace(wrong, source=source + "UNUSED = 1")
prepare(target.tests)
found = trials([(target, wrong), (target, same)], at_once=1, seconds=60)
print([trial.killed for trial in found], target.path.read_text() == source)
"""


def test_a_changed_limit_is_noticed_and_an_unused_name_is_not() -> None:
    command = [sys.executable, "-c", SCRIPT]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.stdout.strip() == "[True, False] True", answer.stderr
