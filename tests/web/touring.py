"""The script that makes the pictures of the tour, as a module: it knows every page, and how to serve and open them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def tour() -> ModuleType:
    """Return docs/tour/make.py."""
    spec = importlib.util.spec_from_file_location("tour", Path(__file__).parents[2] / "docs" / "tour" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
