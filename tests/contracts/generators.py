"""``make contracts``: foreign programs read the three contracts, and one client is really used.

Takes the environment that holds them. V8 reads every pattern, openapi-generator makes Kotlin, Swift
and TypeScript, and a Python client looks up, gets tokens, lists, reads events, and uploads a
reading that is taken.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.places import Places
from local.ports import free_port
from tests.contracts.proving import linked_account
from tests.contracts.test_openapi import bodies, contract, nodes
from tests.conventions.checkout import ROOT, SERVICES
from tests.journeys.starting import stop, until_ready

LANGUAGES = ("kotlin", "swift6", "typescript-fetch")
IN_V8 = """
import json, os, sys
from py_mini_racer import MiniRacer
v8 = MiniRacer()
wrong = [p for p in json.load(sys.stdin) if v8.eval(
    "(p => { try { new RegExp(p, 'u'); return '' } catch (e) { return String(e) } })(%s)"
    % json.dumps(p))]
if wrong:
    print(f"not read by V8 in unicode mode: {wrong}", file=sys.stderr, flush=True)
os._exit(bool(wrong))  # taking V8 down the polite way hangs now and then
"""
KNOWN = ("application/json", "text/html", "application/x-www-form-urlencoded")
"""Media types that openapi-python-client reads; it takes any other as bytes when it is told to."""


def read_patterns(tools: Path) -> None:
    """Every pattern is one of ECMAScript's, with the flag ``u``."""
    patterns = {
        node["pattern"]
        for service in SERVICES
        for _, node in nodes(contract(service))
        if isinstance(node.get("pattern"), str)
    }
    told = json.dumps(sorted(patterns))
    command = [str(tools / "bin/python"), "-c", IN_V8]
    subprocess.run(command, input=told, text=True, check=True, timeout=120)
    print(f"contracts: V8 reads {len(patterns)} patterns")


def generate(tools: Path, folder: Path) -> None:
    """Kotlin, Swift and TypeScript of each contract, in one run of Java."""
    plans: list[Path] = []
    for service in SERVICES:
        for language in LANGUAGES:
            plan = folder / f"{service}-{language}.json"
            told = {
                "generatorName": language,
                "inputSpec": str(ROOT / f"services/{service}/openapi.json"),
                "outputDir": str(folder / f"{service}-{language}"),
            }
            plan.write_text(json.dumps(told))
            plans.append(plan)
    generator = str(tools / "bin/openapi-generator-cli")
    command = [generator, "batch", "--fail-fast", *map(str, plans)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise SystemExit(f"openapi-generator refuses a contract:\n{made.stdout[-3000:]}")
    files = [path for path in folder.rglob("*") if path.suffix in (".kt", ".swift", ".ts")]
    print(f"contracts: openapi-generator wrote {len(files)} files of {', '.join(LANGUAGES)}")
    if any(not any(folder.joinpath(plan.stem).rglob("*")) for plan in plans):
        raise SystemExit("openapi-generator wrote nothing for one of them")


def opaque() -> dict[str, str]:
    """Every media type of the contracts that the generator shall hand on as bytes."""
    sent = {kind for service in SERVICES for _, kind, _ in bodies(contract(service))}
    strange = {kind for kind in sent if kind not in KNOWN and not kind.endswith("+json")}
    return dict.fromkeys(sorted(strange), "application/octet-stream")


def mended_template(tools: Path, folder: Path) -> Path:
    """The generator forgets an import where a body has several media types (its issue 1451)."""
    name = "openapi_python_client/templates/endpoint_module.py.jinja"
    (shipped,) = tools.glob(f"lib/python*/site-packages/{name}")
    templates = folder / "templates"
    templates.mkdir()
    told = shipped.read_text("utf-8").replace("Response, UNSET\n", "Response, UNSET, Unset\n")
    (templates / shipped.name).write_text(told, "utf-8")
    return templates


def make_clients(tools: Path, folder: Path) -> None:
    """A Python client of each service, complete but for bodies that are no JSON."""
    settings = folder / "settings.json"
    settings.write_text(json.dumps({"content_type_overrides": opaque()}))
    templates = str(mended_template(tools, folder))
    path = f"{tools.resolve() / 'bin'}:{os.environ['PATH']}"
    for service in SERVICES:
        source = ROOT / f"services/{service}/openapi.json"
        made = str(folder / f"c_{service}")
        command = [str(tools / "bin/openapi-python-client"), "generate", "--path", str(source)]
        command += ["--output-path", made, "--meta", "none", "--config", str(settings)]
        command += ["--custom-template-path", templates, "--fail-on-warning"]
        subprocess.run(command, check=True, env={**os.environ, "PATH": path}, stdout=sys.stderr)


@contextmanager
def running(folder: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """A stack of its own: its addresses, and where its files are."""
    ports = {service: free_port() for service in SERVICES}
    told = {f"{name.upper()}_PORT": str(port) for name, port in ports.items()}
    place = folder / ".local"
    environment = {**os.environ, **told, "LENCANA_LOCAL_DIR": str(place)}
    command = [sys.executable, "-m", "local", "up"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as up:
        try:
            until_ready(up)
            yield {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}, place
        finally:
            stop(up)


def main(tools: Path) -> None:
    """All of it; ends with non-zero at the first fault."""
    read_patterns(tools)
    with tempfile.TemporaryDirectory(prefix="lencana-contracts-") as name:
        folder = Path(name)
        generate(tools, folder)
        make_clients(tools, folder)
        with running(folder) as (addresses, place):
            walk = [str(tools / "bin/python"), str(ROOT / "tests/contracts/client_walk.py")]
            account = asyncio.run(linked_account(Places(place)))
            told = [str(folder), json.dumps(addresses), str(place / "credentials.json"), account]
            subprocess.run(walk + told, check=True, timeout=300)
    print("contracts: everything passed")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
