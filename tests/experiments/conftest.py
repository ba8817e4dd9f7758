"""The scripts in experiments/, as modules."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def script(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Imports a script of the experiments by its name, as Python finds it when another script is started there."""
    monkeypatch.syspath_prepend(str(repository / "experiments"))
    return importlib.import_module


@pytest.fixture
def bench(script: Callable[[str], ModuleType], tmp_path: Path) -> Callable[..., Any]:
    """Makes the bench of a quick study, whose results lie in a folder of the test's."""
    study = script("study")

    def made(**more: Any) -> Any:
        return study.Bench(
            **{
                "folder": tmp_path / "made",
                "replications": 2,
                "is_quick": True,
                "place": study.SHOP,
                "command": "asked",
                **more,
            }
        )

    return made
