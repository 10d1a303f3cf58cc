"""What only one place may do: transactions, status codes, the environment."""

import ast
import re
from pathlib import Path

from tests.conventions.checkout import (
    SERVICES,
    Function,
    files,
    functions,
    named,
    sources,
    text,
)

ROUTE_LINES = 35
OURS = {*SERVICES, "shared"}


def test_features_neither_commit_nor_speak_http_nor_open_transactions() -> None:
    forbidden = re.compile(r"HTTPException|\.commit\(|\.rollback\(|Depends\(open_transaction")
    found = [
        f"{named(path)}:{number}: {line.strip()}"
        for path in files("services/*/src/*.py")
        for number, line in enumerate(text(path).splitlines(), 1)
        if forbidden.search(line)
    ]

    assert found == []


def test_status_codes_are_raised_in_one_place_only() -> None:
    raising = [
        named(path)
        for path in files("shared/src/shared/*.py")
        if "raise HTTPException" in text(path)
    ]

    assert raising == []


def test_the_environment_is_read_by_the_settings_only() -> None:
    reading = [
        named(path)
        for path in files("services/*/src/*.py")
        if re.search(r"os\.environ|getenv", text(path))
    ]

    assert reading == []


def test_routers_come_from_api_router() -> None:
    bare = [
        named(path)
        for path in files("services/*/src/*/*/routes.py")
        if re.search(r"\bAPIRouter\(", text(path))
    ]

    assert bare == []


def test_routes_decide_nothing_and_stay_short() -> None:
    long = [
        f"{named(path)}: {function.name}"
        for path in files("services/*/src/*/*/routes.py")
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > ROUTE_LINES
    ]

    assert long == []


def test_no_service_reads_anothers_tables() -> None:
    """What a service knows of its peers is what their events tell, in a feature's `events.py`."""
    crossing = [
        f"{named(path)} names the table of {other}"
        for service in SERVICES
        for path in files(f"services/{service}/src/*.py")
        for other in SERVICES
        if other != service
        and re.search(rf"\b(from|join|into|update) {other}\.", text(path))
        and not imports_only(path, other)
    ]

    assert crossing == []


def test_tests_wait_only_in_loops_and_patch_nothing_of_ours_but_figures() -> None:
    patching = [
        f"{named(path)}: {target}"
        for path in files("tests/*.py")
        for target in re.findall(r"(?:setattr|patch)\(\s*\"([\w.]+)\"", text(path))
        if target.split(".")[0] in OURS and not target.split(".")[-1].isupper()
    ]
    sleeping = [
        f"{named(path)}: {function.name}"
        for path in files("tests/*.py")
        for function in functions(path)
        if sleeps(function)
        and not any(isinstance(n, ast.While | ast.For) for n in ast.walk(function))
    ]

    assert patching + sleeping == []


def test_the_names_of_tests_hold_no_dice_and_no_clock() -> None:
    """Every process that collects the tests must find the same ones."""
    chance = {"uuid4", "now", "today", "current_time", "random", "urandom", "getrandbits"}
    rolling = [
        f"{named(path)}: {function.name}"
        for path in files("tests/*.py")
        for function in functions(path)
        for decorator in function.decorator_list
        if chance & {called(node) for node in ast.walk(decorator) if isinstance(node, ast.Call)}
    ]

    assert rolling == []


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|NotImplemented" r"Error")
    found = [named(path) for path in sources() if words.search(text(path))]

    assert found == []


def called(call: ast.Call) -> str:
    """The last name of what is called: ``uuid4`` for ``uuid.uuid4()``."""
    return ast.unparse(call.func).rpartition(".")[2]


def imports_only(path: Path, service: str) -> bool:
    """Whether the words are Python's import, which import-linter judges."""
    return not re.search(rf"\b(join|into|update) {service}\.", text(path))


def sleeps(function: Function) -> bool:
    """Whether it waits for time to pass; ``sleep(0)`` only lets others run."""
    return any(
        isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("time.sleep", "asyncio.sleep", "anyio.sleep")
        and ast.unparse(node.args[0]) != "0"
        for node in ast.walk(function)
    )
