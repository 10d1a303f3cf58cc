"""What of a service's metrics is worrying, in the words of the run-book."""

import re

import pytest

from local.lags import LATE_SECONDS, SILENT_SECONDS, WAITING_SECONDS, lags_of, read_lags
from local.status import lags_behind, row
from tests.conventions.checkout import ROOT, text

CALM = """
# HELP lencana_feed_lag Events of a peer known of and not applied yet.
lencana_events_unpublished 0.0
lencana_events_unpublished_age_seconds 0.0
lencana_jobs_queued 2.0
lencana_worker_age_seconds 4.9
lencana_looks_lag_seconds 3600.0
lencana_feed_lag{peer="registry"} 3.0
lencana_feed_lag_seconds{peer="registry"} 11.5
lencana_feed_step_age_seconds{peer="registry"} 11.5
lencana_feed_set_aside{peer="registry"} 0.0
lencana_feed_refused{peer="registry"} 0.0
lencana_http_requests_total{method="GET",route="/healthz",status="200"} 9.0
"""


def worse(gauge: str, value: float) -> str:
    """The page with one gauge changed."""
    return re.sub(rf"^(lencana_{gauge}(?:{{.*}})?) .*$", rf"\1 {value}", CALM, flags=re.M)


def test_a_calm_service_worries_nobody() -> None:
    lags = read_lags(CALM)

    assert lags.worries == []
    assert str(lags) == "registry 3 (11 s), antre · queued 2, belum terbit · unpublished 0"


@pytest.mark.parametrize(
    ("gauge", "value", "word"),
    [
        ("worker_age_seconds", SILENT_SECONDS + 1, "WORKER SILENT"),
        ("events_unpublished_age_seconds", WAITING_SECONDS + 1, "NOT PUBLISHED"),
        ("feed_lag_seconds", LATE_SECONDS + 1, "LATE registry"),
        ("feed_set_aside", 1, "SET ASIDE registry"),
        ("feed_refused", 1, "ANOTHER FEED registry"),
        ("looks_lag_seconds", 172_801, "AKUN BELUM DILIHAT"),
    ],
)
def test_each_trouble_has_a_word_that_the_run_book_explains(
    gauge: str, value: float, word: str
) -> None:
    (worry,) = read_lags(worse(gauge, value)).worries

    assert word in worry
    assert word.removesuffix(" registry") in text(ROOT / "docs/operations/runbook.md")


@pytest.mark.parametrize(
    ("gauge", "value"),
    [
        ("worker_age_seconds", SILENT_SECONDS),
        ("events_unpublished_age_seconds", WAITING_SECONDS),
        ("feed_lag_seconds", LATE_SECONDS),
        ("looks_lag_seconds", 172_800),
    ],
)
def test_what_is_usual_is_no_trouble(gauge: str, value: float) -> None:
    assert read_lags(worse(gauge, value)).worries == []


def test_a_service_that_does_not_answer_has_no_lags() -> None:
    assert lags_of("http://127.0.0.1:9") is None
    assert lags_behind("content-worker", {"content": "http://127.0.0.1:9"}) is None
    assert lags_behind("content", {"content": "http://127.0.0.1:9"}) is None


def test_a_workers_row_shows_its_lags() -> None:
    process = {"name": "content-worker", "pid": 7, "state": "running", "seconds": 3, "restarts": 0}

    shown = row(process, {"content": "http://127.0.0.1:9"}, read_lags(worse("feed_refused", 1)))

    assert shown[2] == "jalan · up"
    assert "ANOTHER FEED registry" in shown[-1]
