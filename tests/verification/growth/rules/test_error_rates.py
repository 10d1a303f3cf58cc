"""The shipped model on real series nobody trained it on, where the panel is at hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from verification.growth.rules.reference import shipped_reference
from verification.growth.rules.signs import signs_of

ROOT = Path(__file__).parents[4]
MODEL = ROOT / "services/verification/model"
PANEL = ROOT.parent / "shared/data/authenticity/github_weekly/panel.parquet"
needs_panel = pytest.mark.skipif(not PANEL.exists(), reason=f"no {PANEL.name} beside the checkout")
Floats = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"growth_{name}", MODEL / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"growth_{name}"] = module
    spec.loader.exec_module(module)
    return module


def flagged(*weeks: Floats) -> float:
    """Share of windows at 1 %."""
    reference = shipped_reference()
    signs = signs_of(*(np.ascontiguousarray(each.T) for each in weeks))
    scores = reference.tables.scores(signs.values)
    values, _ = reference.p_values(scores, signs.steps.observed, signs.engaged)
    return float((values <= 0.01).mean())


@needs_panel
def test_on_unseen_repositories_false_alarms_are_few_and_purchases_are_found() -> None:
    panel, purchases = loaded("panel"), loaded("purchases")
    windows = panel.windows_of(list(panel.histories(PANEL)), 26, training=False, every=26)
    unknown = np.full(windows.audience.shape, np.nan)
    found = purchases.bought(
        np.random.default_rng(1), windows.audience, windows.engagement, within=(3, 26)
    )

    assert flagged(windows.audience, windows.engagement, unknown) <= 0.012
    assert flagged(found.audience, found.engagement, unknown) > 0.85


def test_in_a_world_of_its_own_hardly_anybody_natural_is_flagged() -> None:
    worlds = loaded("worlds")
    made = worlds.world(np.random.default_rng(2), 1600, 26, worlds.OTHER)

    assert flagged(made.audience, made.engagement, made.posts) <= 0.012
