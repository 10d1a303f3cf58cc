"""Every alarm rings when its cause is there and not before, asked of Prometheus' own judge."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml

from tests.conventions.checkout import ROOT, files, text
from tests.programs import program

FOLDER = ROOT / "deploy/prometheus"
SOURCE = "\n".join(text(path) for path in files("shared/src/*.py", "services/*/src/*.py"))
AT = 'instance="registry:8001", job="lencana"'
OF = f'{AT}, peer="registry"'
ANSWERS = f'lencana_http_requests_total{{{AT}, method="GET", route="/v1/pledge", status='

CAUSED: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "LencanaDown": ({f"up{{{AT}}}": "1x40"}, {f"up{{{AT}}}": "0x40"}),
    "LencanaUnseen": ({f"up{{{AT}}}": "1x40"}, {"up{job='other'}": "1x40"}),
    "LencanaWorkerSilent": (
        {f"lencana_worker_age_seconds{{{AT}}}": "15x40"},
        {f"lencana_worker_age_seconds{{{AT}}}": "16x40"},
    ),
    "LencanaNotPublished": (
        {f"lencana_events_unpublished_age_seconds{{{AT}}}": "15x40"},
        {f"lencana_events_unpublished_age_seconds{{{AT}}}": "16x40"},
    ),
    "LencanaFeedLate": (
        {f"lencana_feed_lag_seconds{{{OF}}}": "20x40"},
        {f"lencana_feed_lag_seconds{{{OF}}}": "21x40"},
    ),
    "LencanaAnotherFeed": (
        {f"lencana_feed_refused{{{OF}}}": "0x40"},
        {f"lencana_feed_refused{{{OF}}}": "1x40"},
    ),
    "LencanaSetAside": (
        {f"lencana_feed_set_aside{{{OF}}}": "0x40"},
        {f"lencana_feed_set_aside{{{OF}}}": "1x40"},
    ),
    "LencanaErasureLate": (
        {f"lencana_erasure_oldest_seconds{{{AT}}}": "3600x40"},
        {f"lencana_erasure_oldest_seconds{{{AT}}}": "3601x40"},
    ),
    "LencanaAccountsNotLookedAt": (
        {f"lencana_looks_lag_seconds{{{AT}}}": "172800x40"},
        {f"lencana_looks_lag_seconds{{{AT}}}": "172801x40"},
    ),
    "LencanaNewNamesWait": (
        {f"lencana_renamings_lag_seconds{{{AT}}}": "432000x40"},
        {f"lencana_renamings_lag_seconds{{{AT}}}": "432001x40"},
    ),
    "LencanaFaults": (
        {f'{ANSWERS}"500"}}': "3x40", f'{ANSWERS}"200"}}': "0+9x40"},
        {f'{ANSWERS}"500"}}': "0+1x40", f'{ANSWERS}"200"}}': "0+9x40"},
    ),
    "LencanaUnavailable": (
        {f'{ANSWERS}"503"}}': "0+4x40", f'{ANSWERS}"200"}}': "0+96x40"},
        {f'{ANSWERS}"503"}}': "0+6x40", f'{ANSWERS}"200"}}': "0+94x40"},
    ),
}
"""What Prometheus reads when all is well at the very edge, and when it is not."""


def rules() -> list[dict[str, Any]]:
    """The alarms as they lie in the repository."""
    loaded = ruamel.yaml.YAML(typ="safe").load(FOLDER / "alerts.yml")
    return [rule for group in loaded["groups"] for rule in group["rules"]]


def told(name: str, series: dict[str, str], *, rings: bool) -> dict[str, Any]:
    """One test in promtool's form: five minutes on, does the alarm ring?"""
    ringing = f'count(ALERTS{{alertname="{name}", alertstate="firing"}})'
    samples = [{"labels": "{}", "value": 1}] if rings else []
    return {
        "name": f"{name} {'rings' if rings else 'is silent'}",
        "interval": "15s",
        "input_series": [{"series": key, "values": values} for key, values in series.items()],
        "promql_expr_test": [{"expr": ringing, "eval_time": "5m", "exp_samples": samples}],
    }


def test_every_alarm_rings_for_its_cause_and_not_before(tmp_path: Path) -> None:
    judge = program("promtool")
    tests = [told(name, calm, rings=False) for name, (calm, _) in CAUSED.items()]
    tests += [told(name, bad, rings=True) for name, (_, bad) in CAUSED.items()]
    written = tmp_path / "tests.json"
    order = {"rule_files": [str(FOLDER / "alerts.yml")], "evaluation_interval": "15s"}
    written.write_text(json.dumps({**order, "tests": tests}), "utf-8")

    done = subprocess.run(
        [judge, "test", "rules", str(written)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_example_of_a_scrape_is_read_by_prometheus() -> None:
    command = [program("promtool"), "check", "config", str(FOLDER / "prometheus.yml")]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alarm_is_caused_here() -> None:
    assert {rule["alert"] for rule in rules()} == CAUSED.keys()


@pytest.mark.parametrize(
    "metric", sorted(set(re.findall(r"lencana_\w+", text(FOLDER / "alerts.yml"))))
)
def test_what_an_alarm_asks_for_is_exported(metric: str) -> None:
    assert f'"{metric.removesuffix("_total")}"' in SOURCE


@pytest.mark.parametrize("alarm", sorted(CAUSED))
def test_the_run_book_says_what_to_do(alarm: str) -> None:
    assert f"`{alarm}`" in text(ROOT / "docs/operations/runbook.md")
