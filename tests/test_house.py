"""The rules of the house: style, layout, types, direction of imports, one version."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import sim


def assert_clean(repository: Path, command: str, *arguments: str) -> None:
    """Run a checker of this Python environment on the repository, and show what it found."""
    done = subprocess.run(
        [Path(sys.executable).with_name(command), *arguments],
        cwd=repository,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )
    if done.returncode != 0:
        pytest.fail(f"{command} {' '.join(arguments)}\n{done.stdout}{done.stderr}", pytrace=False)


def test_style(repository: Path) -> None:
    """A likely mistake, an unsorted import, or a public name without docstring."""
    assert_clean(repository, "ruff", "check", "--quiet", ".")


def test_layout(repository: Path) -> None:
    """Code that is not laid out as `ruff format` does, so that the next change hides in reformatting."""
    assert_clean(repository, "ruff", "format", "--check", "--quiet", "--diff", ".")


def test_types(repository: Path) -> None:
    """A value of a type that is not the declared one, or a function without declared types."""
    assert_clean(repository, "mypy")


def test_imports_go_downward(repository: Path) -> None:
    """A module that imports from a floor above its own, or that has no floor."""
    assert_clean(repository, "lint-imports", "--no-logo")


def test_citation_names_this_version(repository: Path) -> None:
    """A citation file that was left behind at a release."""
    citation = YAML(typ="safe").load(repository / "CITATION.cff")
    assert citation["version"] == sim.__version__
