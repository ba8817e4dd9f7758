"""A small office that the tests of the Mesa face live in."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario import Scenario, load

OFFICE = """
title: Two departments
days: 30
organization:
  departments:
    sales: {size: 9, faces_customers: true, depends_on: {back: 0.5}}
    back: {size: 7, depends_on: {sales: 0.2}}
  span_of_control: 4
policy: {start: 3, ramp: 4}
environment: {shocks: [{kind: recession, start: 35, length: 20}]}
"""


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario's file."""
    file = tmp_path_factory.mktemp("office") / "office.yaml"
    file.write_text(OFFICE, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def scenario(path: Path) -> Scenario:
    """The scenario."""
    return load(path)
