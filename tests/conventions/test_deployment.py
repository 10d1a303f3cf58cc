"""docker-compose.yml and the images keep the promises of docs/operations/deployment.md."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml

from tests.conventions.checkout import ROOT, SERVICES

OWN_LINES = 4


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = ruamel.yaml.YAML(typ="safe").load(ROOT / "docker-compose.yml")
    return loaded


def test_the_compose_file_is_valid() -> None:
    judge = Path(sys.executable).parent / "check-jsonschema"
    subprocess.run(
        [judge, "--builtin-schema", "vendor.compose-spec", ROOT / "docker-compose.yml"],
        check=True,
        capture_output=True,
    )


def test_every_container_is_hardened(compose: dict[str, Any]) -> None:
    for name, container in compose["services"].items():
        assert container["read_only"] is True, name
        assert container["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in container["security_opt"], name
        assert "mem_limit" in container, name
        assert "pids_limit" in container, name
        assert not container.get("privileged"), name


def test_only_the_gateway_and_the_simulation_are_reached_from_outside(
    compose: dict[str, Any],
) -> None:
    open_to_callers = {name for name, one in compose["services"].items() if "ports" in one}

    assert open_to_callers == {"gateway", "platforms"}
    assert compose["services"]["platforms"]["profiles"] == ["simulation"]
    assert compose["networks"]["inside"]["internal"] is True


def test_what_serves_does_not_hold_the_owners_password(compose: dict[str, Any]) -> None:
    for service in SERVICES:
        for process in (service, f"{service}-worker"):
            held = compose["services"][process]["secrets"]
            assert [secret for secret in held if "migration" in secret or "owner" in secret] == []


def test_no_secret_stands_in_the_environment(compose: dict[str, Any]) -> None:
    spoken = [
        f"{name}: {variable}"
        for name, container in compose["services"].items()
        for variable in container.get("environment", {})
        if re.search(r"PASSWORD|SECRET$|_KEY$|DATABASE_URL|PLATFORM_TOKEN", variable)
    ]

    assert spoken == []


def test_no_image_runs_as_root() -> None:
    for dockerfile in [*ROOT.glob("services/*/Dockerfile"), *ROOT.glob("deploy/*/Dockerfile")]:
        users = re.findall(r"^USER (\d+):\d+$", dockerfile.read_text("utf-8"), re.MULTILINE)
        assert users[-1:] not in ([], ["0"]), dockerfile


def test_the_three_dockerfiles_differ_in_their_own_lines_only() -> None:
    texts = [(ROOT / f"services/{name}/Dockerfile").read_text("utf-8") for name in SERVICES]
    lines = [text.splitlines() for text in texts]

    assert len({len(each) for each in lines}) == 1
    assert sum(len(set(same)) > 1 for same in zip(*lines, strict=True)) <= OWN_LINES
