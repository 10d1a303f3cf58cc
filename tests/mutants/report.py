"""What was tried, in a table: killed, survived, and survivors by name."""

from dataclasses import dataclass, field
from typing import Any

from tests.conventions.checkout import named
from tests.mutants.making import Mutant
from tests.mutants.targets import Target
from tests.mutants.trying import Trial


@dataclass(slots=True)
class Module:
    """One module's trials. ``known`` names the mutants that nobody could notice."""

    target: Target
    known: dict[str, str]
    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    equivalent: list[Mutant] = field(default_factory=list)

    def add(self, trial: Trial) -> None:
        """Count one."""
        if trial.killed:
            self.killed += 1
        elif trial.mutant.name in self.known:
            self.equivalent.append(trial.mutant)
        else:
            self.survivors.append(trial.mutant)

    @property
    def tried(self) -> int:
        """Mutants that were tried."""
        return self.killed + len(self.survivors) + len(self.equivalent)

    @property
    def stale(self) -> list[str]:
        """Named as equivalent, but not among those that lived."""
        return sorted(set(self.known) - {mutant.name for mutant in self.equivalent})

    def document(self) -> dict[str, Any]:
        """For build/mutants.json."""
        return {
            "module": self.target.module,
            "killed": self.killed,
            "equivalent": [mutant.name for mutant in self.equivalent],
            "survivors": [f"{mutant.line}: {mutant.name}" for mutant in self.survivors],
        }


def score(modules: list[Module]) -> float:
    """Percent killed of those that could be noticed."""
    killed = sum(module.killed for module in modules)
    lived = sum(len(module.survivors) for module in modules)
    return 100.0 * killed / max(killed + lived, 1)


def lines(modules: list[Module], seconds: float) -> list[str]:
    """The table, then every survivor with its place."""
    table = [row(module.target.module, [module]) for module in modules]
    survivors = [
        f"{named(module.target.path)}:{mutant.line}: {mutant.name}"
        for module in modules
        for mutant in module.survivors
    ]
    stale = [
        f"no longer equivalent in {module.target.module}: {name}"
        for module in modules
        for name in module.stale
    ]
    head = f"{'killed':>7}{'survived':>9}{'same':>6}{'score':>8}"
    total = f"{row('together', modules)}   {seconds:.0f} s"
    return [f"{'':44}{head}", *table, total, *survivors, *stale]


def row(name: str, modules: list[Module]) -> str:
    """One line of the table."""
    killed = sum(module.killed for module in modules)
    lived = sum(len(module.survivors) for module in modules)
    same = sum(len(module.equivalent) for module in modules)
    return f"{name:44}{killed:7}{lived:9}{same:6}{score(modules):7.1f}%"
