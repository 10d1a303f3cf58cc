"""The layout promised in docs/architecture.md is the layout on disk."""

import ast
import re
import sys
from pathlib import Path

from tests.conventions.checkout import ROOT, SERVICES, features, files, named, parsed, sources, text

ANATOMY = {
    *("routes", "schemas", "service", "rules", "errors", "queries", "tables"),
    *("jobs", "events", "live", "pages", "commands"),
}
ROOT_FILES = {"__init__", "__main__", "main", "worker", "settings", "metadata"} | {
    *("callers", "reactions"),
}
OF_THE_REGISTRY = {"registry/sealing.py", "registry/scopes.py"}
"""The keys of numbers and fingerprints, and who grants which scope, are the registry's."""

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
PLAIN = {*sys.stdlib_module_names, "numpy"}
SPOKEN = {"shared.language", "shared.calendar", "shared.writing"}
"""The wording of reasons, the calendar and what a text may hold need no machinery."""


def test_there_are_features_to_look_at() -> None:
    assert {folder.relative_to(ROOT).parts[1] for folder in features()} == set(SERVICES)


def test_a_feature_holds_only_the_agreed_files() -> None:
    strangers = [
        named(file)
        for feature in features()
        for file in feature.glob("*.py")
        if file.stem not in ANATOMY | {"__init__"}
    ]
    folders = [
        named(folder)
        for feature in features()
        for folder in feature.iterdir()
        if folder.is_dir() and any(folder.glob("*.py")) and folder.name != "rules"
    ]

    assert strangers + folders == []


def test_at_a_services_root_stands_only_what_the_whole_service_is() -> None:
    strangers = {
        f"{service}/{file.name}"
        for service in SERVICES
        for file in (ROOT / f"services/{service}/src/{service}").glob("*.py")
        if file.stem not in ROOT_FILES
    }

    assert strangers == OF_THE_REGISTRY


def test_a_wing_holds_features_and_nothing_else() -> None:
    inside = [
        named(inner) for feature in features() for inner in features() if feature in inner.parents
    ]

    assert inside == []


def test_templates_stand_beside_the_pages_that_fill_them() -> None:
    lonely = {
        named(template.parent)
        for template in files("services/*/src/*/templates/*")
        if not (template.parent.parent / "pages.py").exists()
    }

    assert lonely == set()


def test_names_say_what_things_are() -> None:
    empty = [named(path) for path in sources() if EMPTY_WORDS & {path.stem, path.parent.name}]

    assert empty == []


def test_rules_import_the_standard_library_numpy_and_each_other() -> None:
    strangers = [
        f"{named(rules)} imports {module}"
        for rules in files("services/*/src/*/*/rules.py", "services/*/src/*/*/rules/*.py")
        for module in imported(rules)
        if not is_plain(module)
    ]

    assert strangers == []


def test_errors_know_no_status() -> None:
    numbers = [
        f"{named(errors)}: {node.value}"
        for errors in files("services/*/src/*/*/errors.py")
        for node in ast.walk(parsed(errors))
        if isinstance(node, ast.Constant) and type(node.value) is int and 400 <= node.value < 600
    ]

    assert numbers == []


def test_migrations_have_numbers_of_their_own_and_the_head_is_named() -> None:
    for service in SERVICES:
        versions = files(f"services/{service}/src/{service}/migrations/versions/*.py")
        numbers = [path.name[:4] for path in versions if path.stem != "__init__"]
        head = files(f"services/{service}/src/{service}/migrations/HEAD")

        assert numbers[0] == "0001"
        assert len(set(numbers)) == len(numbers)
        assert [text(path).strip() for path in head] == numbers[-1:]


def imported(path: Path) -> list[str]:
    """Modules the file imports, by full name."""
    tree = parsed(path)
    plain = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    return plain + [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]


def is_plain(module: str) -> bool:
    """The language itself, arrays, wording, the calendar, or rules."""
    of_rules = re.search(r"^\w+(\.\w+){1,2}\.rules(\.\w+)*$", module) is not None
    spoken = ".".join(module.split(".")[:2]) in SPOKEN
    return module.split(".")[0] in PLAIN or spoken or of_rules
