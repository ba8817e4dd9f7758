"""The public names of the package, imported when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sim


def test_every_public_name_is_there() -> None:
    for name in sim.__all__:
        assert getattr(sim, name) is not None
        assert name in dir(sim)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'sim' has no attribute 'Workplaces'"):
        sim.Workplaces  # noqa: B018


def test_importing_the_package_is_cheap() -> None:
    heavy = "{'mesa', 'numba', 'numpy', 'pandas', 'plotly', 'pyarrow', 'solara'}"
    code = f"import sys, sim; sys.exit(', '.join({heavy} & sys.modules.keys()) or None)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
