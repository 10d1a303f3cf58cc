"""The training programs, which no service imports."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[3]
MODEL = ROOT / "services/verification/model"


def program(name: str) -> ModuleType:
    """One of the files of the model's folder."""
    spec = importlib.util.spec_from_file_location(f"growth_{name}", MODEL / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"growth_{name}"] = module
    spec.loader.exec_module(module)
    return module
