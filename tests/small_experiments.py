"""A tiny office, and experiments on it, for tests that ask questions."""

from __future__ import annotations

from pathlib import Path

from sim.experiment import Experiment, parse_factor
from sim.scenario import Scenario, load

OFFICE = """
title: A tiny office
question: Does it hold?
days: 40
organization:
  departments:
    sales: {size: 5, faces_customers: true, own_work: 0.6, depends_on: {it: 0.4}}
    it: {size: 4, own_work: 0.5, depends_on: {sales: 0.1}}
policy: {start: 5, ramp: 5, client_mindset: 0.8, promise: 0.6}
"""


def tiny_file(folder: Path, name: str = "tiny.yaml", more: str = "") -> Path:
    """The tiny office as a file."""
    path = folder / name
    path.write_text(OFFICE + more, encoding="utf-8")
    return path


def tiny(folder: Path, *overrides: str) -> Scenario:
    """The tiny office."""
    return load(tiny_file(folder), overrides)


def experiment(scenario: Scenario, *vary: str, replications: int = 2, seed: int = 7) -> Experiment:
    """An experiment on an office."""
    factors = tuple(parse_factor(each, scenario) for each in vary)
    return Experiment("tiny", scenario, factors, replications=replications, seed=seed)
