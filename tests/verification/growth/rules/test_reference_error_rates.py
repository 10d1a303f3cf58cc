"""The error rates of the model card, measured again on real series where the panel is at hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from verification.growth.rules.blocks import Block
from verification.growth.rules.reference import shipped_reference
from verification.growth.rules.screen import scores_of

ROOT = Path(__file__).parents[4]
PANEL = ROOT.parent / "shared/data/authenticity/github_weekly/panel.parquet"
needs_panel = pytest.mark.skipif(not PANEL.exists(), reason=f"no {PANEL.name} beside the checkout")


@pytest.fixture(scope="module")
def panel() -> ModuleType:
    path = ROOT / "services/verification/model/panel.py"
    spec = importlib.util.spec_from_file_location("growth_panel", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["growth_panel"] = module
    spec.loader.exec_module(module)
    return module


def p_values(block: Block) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    reference = shipped_reference()
    scores, steps, _ = scores_of(block, reference.weights)
    values, _ = reference.p_values(scores, steps.span, steps.engaged)
    return values.reshape(-1)


@needs_panel
def test_on_unseen_repositories_false_alarms_are_few_and_purchases_are_found(
    panel: ModuleType,
) -> None:
    natural = panel.windows_of(PANEL, 26).side(training=False)
    bought = panel.with_purchases(natural, np.random.default_rng(1)).windows

    assert (p_values(natural.block()) <= 0.01).mean() < 0.016
    assert (p_values(natural.block(engaged=False)) <= 0.01).mean() < 0.016
    assert (p_values(bought.block()) <= 0.01).mean() > 0.9
