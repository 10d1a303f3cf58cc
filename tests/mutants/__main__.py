"""``make mutants``: changes every rule a little and tells which changes no test notices."""

import argparse
import json
import os
import sys
import time
import tomllib
from collections.abc import Iterator

from tests.conventions.checkout import ROOT
from tests.mutants.making import Mutant, mutants
from tests.mutants.report import Module, lines, score
from tests.mutants.targets import Target, chosen
from tests.mutants.trying import Trial, prepare, trials

LEAST = 90.0
"""Percent of the mutants that die, those left out that equivalent.toml names with a reason."""
RESULT = ROOT / "build/mutants.json"


def main(words: list[str], seconds: float) -> int:
    """Try the mutants of the modules whose names begin with one of the words, or all."""
    targets = chosen(words)
    if not targets:
        raise SystemExit(f"no module of rules begins with {' or '.join(words)}")
    began = time.monotonic()
    prepare(name for target in targets for name in target.tests)
    modules = {target.module: Module(target, same_as_before(target.module)) for target in targets}
    pairs = [(target, each) for target in targets for each in mutants(target.path.read_text())]
    for done, trial in enumerate(tried(pairs, seconds), start=1):
        modules[trial.target.module].add(trial)
        progress(f"{done}/{len(pairs)} {time.monotonic() - began:.0f} s {trial.target.module}")
    progress("")
    if len(pairs) > sum(each.tried for each in modules.values()):
        print("the time was too short for all of them; the figures are of those that were tried")
    print("\n".join(lines(list(modules.values()), time.monotonic() - began)))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps([each.document() for each in modules.values()], indent=1))
    return int(score(list(modules.values())) < LEAST)


def tried(pairs: list[tuple[Target, Mutant]], seconds: float) -> Iterator[Trial]:
    """Every processor tries one."""
    return trials(pairs, at_once=os.cpu_count() or 1, seconds=seconds)


def same_as_before(module: str) -> dict[str, str]:
    """Mutants that change nothing anybody could notice, each with the reason."""
    path = ROOT / "tests/mutants/equivalent.toml"
    entries: list[dict[str, str]] = tomllib.loads(path.read_text("utf-8")).get("equivalent", [])
    return {each["mutant"]: each["reason"] for each in entries if each["module"] == module}


def progress(text: str) -> None:
    """One line that is written over."""
    if sys.stderr.isatty() or not text:
        sys.stderr.write(f"\r\033[K{text}")


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="beginnings of names, such as registry.badges")
    parser.add_argument("--seconds", type=float, default=3600, help="stop beginning new ones then")
    asked = parser.parse_args()
    raise SystemExit(main(asked.modules, asked.seconds))
