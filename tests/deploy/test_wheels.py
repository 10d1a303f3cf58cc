"""Each service's wheel stands alone: with what it declares, and nothing else, it does its work."""

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from shared.testing.postgres import Cluster, create_database
from tests.conventions.checkout import ROOT, SERVICES
from tests.services import a_key

FOLDERS = {"shared": ROOT / "shared", **{name: ROOT / "services" / name for name in SERVICES}}
OURS = {f"lencana-{name}": name for name in FOLDERS}


def declared(name: str) -> set[str]:
    """What one of our packages says it needs."""
    told = tomllib.loads((FOLDERS[name] / "pyproject.toml").read_text("utf-8"))
    return set(told["project"]["dependencies"])


def optional(name: str) -> set[str]:
    """What its extras need: imported only where somebody asks for them."""
    told = tomllib.loads((FOLDERS[name] / "pyproject.toml").read_text("utf-8"))
    extras = told["project"].get("optional-dependencies", {})
    return {each for extra in extras.values() for each in extra}


def needed(name: str) -> set[str]:
    """Distributions that come with a package: what it declares, what that declares, and so on."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(each) for each in declared(name)]
    while waiting:
        asked = waiting.pop()
        if asked.name in OURS:
            waiting += [Requirement(each) for each in declared(OURS[asked.name])]
            continue
        key = (named(asked.name), frozenset(asked.extras))
        if key not in found:
            found.add(key)
            waiting += [each for each in wanted_by(asked.name) if applies(each, asked.extras)]
    return {each for each, _ in found}


def named(name: str) -> str:
    """A name as comparisons take it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted_by(name: str) -> list[Requirement]:
    """The requirements of an installed distribution, with their conditions."""
    return [Requirement(each) for each in distribution(name).requires or ()]


def applies(requirement: Requirement, extras: set[str]) -> bool:
    """Whether the condition holds here, with one of the extras or without any."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ["", *extras])


def installed(name: str, folder: Path) -> None:
    """Link an installed distribution into a folder of its own."""
    found = distribution(name)
    for top in {file.parts[0] for file in found.files or () if file.parts[0] != ".."}:
        link = folder / top
        if not link.exists() and top != "__pycache__":
            link.symlink_to(Path(str(found.locate_file(top))))


def built(name: str, folder: Path) -> None:
    """Build one of our wheels and unpack it, as pip does."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "w")]
    subprocess.run(command, cwd=FOLDERS[name], check=True, capture_output=True)
    (wheel,) = (folder / "w").glob(f"lencana_{name}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)


@pytest.fixture(scope="module", params=SERVICES)
def alone(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a service's wheel, the shared one, and what they declare."""
    folder = tmp_path_factory.mktemp(str(request.param))
    for name in needed(request.param):
        installed(name, folder)
    for name in ("shared", request.param):
        built(name, folder)
    (folder / "name").write_text(request.param)
    return folder


def said(alone: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A word of the service's command, with the standard library and the folder to import from."""
    return subprocess.run(
        [sys.executable, "-S", "-P", "-m", (alone / "name").read_text(), *words],
        env={"PYTHONPATH": str(alone), "PATH": os.defpath, **environment},
        cwd=alone,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wheel_alone_prints_the_contract(alone: Path) -> None:
    outcome = said(alone, "openapi")

    contract = FOLDERS[(alone / "name").read_text()] / "openapi.json"
    assert outcome.stderr == ""
    assert outcome.stdout == contract.read_text("utf-8")


def test_a_wheel_alone_migrates(alone: Path, cluster: Cluster) -> None:
    name = (alone / "name").read_text()
    create_database(cluster, name, f"alone_{name}")
    settings = {
        "DATABASE_URL": cluster.url(f"alone_{name}", name),
        "MIGRATION_DATABASE_URL": cluster.url(f"alone_{name}", f"{name}_owner"),
        "ENVIRONMENT": "development",
        "FIELD_KEY": a_key(b"f").get_secret_value(),
        "INDEX_KEY": a_key(b"i").get_secret_value(),
    }

    outcome = said(alone, "migrate", **{f"{name.upper()}_{k}": v for k, v in settings.items()})

    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_a_package_that_nobody_declared_is_missed(alone: Path) -> None:
    outcome = subprocess.run(
        [sys.executable, "-S", "-P", "-c", "import pytest"],
        env={"PYTHONPATH": str(alone)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "No module named 'pytest'" in outcome.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_imports_stands_in_its_own_list_or_in_that_of_shared(name: str) -> None:
    lists = declared(name) | optional(name) | declared("shared")
    listed = {named(Requirement(each).name) for each in lists}
    providers = packages_distributions()
    imported = imports_of(FOLDERS[name] / "src") - {name, "shared"}

    missing = {
        package for package in imported if not listed & {named(p) for p in providers[package]}
    }

    assert missing == set()


def imports_of(folder: Path) -> set[str]:
    """Top-level names beyond the standard library that a package imports."""
    names: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add((node.module or "").partition(".")[0])
    return names - set(sys.stdlib_module_names)


def test_the_standard_library_is_not_where_packages_are() -> None:
    paths = sysconfig.get_paths()

    assert paths["stdlib"] not in {paths["purelib"], paths["platlib"]}
