"""Writes the registry's list of who grants which scope from deploy/roles.toml: ``make docs``."""

from shared.deployment import read_scopes
from tests.conventions.checkout import ROOT

PLACE = ROOT / "services/registry/src/registry/scopes.py"
HEAD = '"""Every scope by who may grant it; written by `make docs` from deploy/roles.toml."""\n'
LISTS = {
    "one": ("BY_ONE", "One administrator grants these."),
    "two": ("BY_TWO", "One administrator proposes these, another one confirms."),
    "operator": ("BY_OPERATOR", "Only the command line of the operator grants these."),
}


def code() -> str:
    """The module, in the form ``make format`` leaves alone."""
    scopes = read_scopes(ROOT / "deploy/roles.toml").values()
    lists = [
        listed(*LISTS[who], sorted(scope.name for scope in scopes if scope.granted_by == who))
        for who in LISTS
    ]
    return "\n".join([HEAD, *lists, "EVERY = BY_ONE | BY_TWO | BY_OPERATOR\n"])


def listed(name: str, meaning: str, scopes: list[str]) -> str:
    """One list with its meaning below."""
    lines = "".join(f'        "{scope}",\n' for scope in scopes)
    return f'{name} = frozenset(\n    {{\n{lines}    }}\n)\n"""{meaning}"""\n'


if __name__ == "__main__":
    PLACE.write_text(code(), "utf-8")
