"""docker-compose.yml and the images keep the promises of docs/operations/deployment.md."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml

from tests.conventions.checkout import ROOT, SERVICES


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


def test_one_service_that_is_not_ready_holds_up_neither_the_gateway_nor_a_worker(
    compose: dict[str, Any],
) -> None:
    awaited = {
        (name, other)
        for name, one in compose["services"].items()
        for other, told in one.get("depends_on", {}).items()
        if told["condition"] == "service_healthy"
    }

    assert {other for _, other in awaited} <= {"postgres", "platforms"}
    assert not [name for name, _ in awaited if name == "gateway" or name.endswith("-worker")]


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
    dockerfiles = list(ROOT.glob("deploy/*/Dockerfile"))

    assert len(dockerfiles) == 3
    for dockerfile in dockerfiles:
        users = re.findall(r"^USER (\d+):\d+$", dockerfile.read_text("utf-8"), re.MULTILINE)
        assert users[-1:] not in ([], ["0"]), dockerfile


def test_every_image_is_named_with_a_version(compose: dict[str, Any]) -> None:
    images = {container["image"] for container in compose["services"].values()}
    commands = (ROOT / "deploy/images").read_text("utf-8")

    assert len(images) == 5
    assert {image.partition(":")[2] for image in images} == {"${LENCANA_VERSION:-latest}"}
    assert '-t "lencana-$name:$version" -t "lencana-$name:latest"' in commands


def test_one_dockerfile_makes_the_three_services(compose: dict[str, Any]) -> None:
    built = {
        name: (container["build"]["dockerfile"], container["build"]["args"].get("PORT"))
        for name, container in compose["services"].items()
        if container["image"].removeprefix("lencana-").partition(":")[0] in SERVICES
        and "build" in container
    }

    assert built == {
        "registry": ("deploy/service/Dockerfile", "8001"),
        "verification": ("deploy/service/Dockerfile", "8002"),
        "content": ("deploy/service/Dockerfile", "8003"),
    }
    assert [
        name for name in built if compose["services"][name]["build"]["args"]["SERVICE"] != name
    ] == []


def test_make_images_names_the_same_ports_as_the_compose_file() -> None:
    commands = (ROOT / "deploy/images").read_text("utf-8")

    assert re.findall(r"^service (\w+) (\d+)$", commands, re.MULTILINE) == [
        ("registry", "8001"),
        ("verification", "8002"),
        ("content", "8003"),
    ]


def test_the_layers_of_the_dependencies_know_no_service() -> None:
    """What stands before SERVICE is built once for the three images."""
    dockerfile = (ROOT / "deploy/service/Dockerfile").read_text("utf-8")
    common, _, own = dockerfile.partition("\nARG SERVICE\n")

    assert "pip --python" in common
    assert "RUN" not in own
    assert not re.search(r"\bRUN --|<<", dockerfile), "needs BuildKit"


def test_a_build_sees_what_is_deployed_and_nothing_else() -> None:
    written = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    lines = [line for line in written if not line.startswith("#")]

    assert lines[0] == "*"
    assert [line for line in lines if line.startswith("!")] == [
        "!requirements.lock",
        "!wheelhouse",
        "!shared/src",
        "!services/registry/src",
        "!services/verification/src",
        "!services/content/src",
        "!deploy/postgres",
        "!deploy/gateway",
    ]
    assert "shared/src/shared/testing" in lines


def test_the_simulation_takes_its_code_from_the_checkout(compose: dict[str, Any]) -> None:
    platforms = compose["services"]["platforms"]

    assert platforms["volumes"] == ["./local/src/local:/app/local:ro"]
    assert platforms["entrypoint"] == ["python", "-m", "local.platforms"]
    assert (ROOT / "local/src/local/platforms/__main__.py").is_file()
