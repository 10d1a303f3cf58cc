"""The files of this checkout, as git sees them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = ("registry", "verification", "content")
SHARED = "shared/src/shared"
NOT_FEATURES = {"migrations", "connectors", "templates"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files(*patterns: str) -> list[Path]:
    """Tracked files and new ones that are not ignored: a mistake shows before the commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return [path for path in paths if path.is_file()]


def sources() -> list[Path]:
    """What runs in production."""
    return files("services/*/src/*.py", f"{SHARED}/*.py")


def features() -> list[Path]:
    """Every feature folder of every service."""
    return sorted(
        folder.parent
        for folder in files("services/*/src/*/__init__.py")
        if not NOT_FEATURES & set(folder.parts) and is_feature(folder.parent)
    )


def is_feature(folder: Path) -> bool:
    """A package with modules of its own; a wing holds features only, ``rules/`` is part of one."""
    depth = len(folder.relative_to(ROOT).parts)
    modules = [file for file in folder.glob("*.py") if file.stem != "__init__"]
    return depth > 4 and folder.name != "rules" and bool(modules)


def named(path: Path) -> str:
    """The path as a reader of a failure wants it."""
    return str(path.relative_to(ROOT))


@cache
def text(path: Path) -> str:
    """The file's text; what is no text is replaced."""
    return path.read_bytes().decode("utf-8", "replace")


@cache
def parsed(path: Path) -> ast.Module:
    """The file as a tree."""
    return ast.parse(text(path))


@cache
def functions(path: Path) -> tuple[Function, ...]:
    """Every function of the file, nested ones too."""
    return tuple(node for node in ast.walk(parsed(path)) if isinstance(node, Function))
