"""Experiments in which nothing is done: every point is its own twin, and every difference is zero."""

from __future__ import annotations

import numpy as np

from sim.experiment import Experiment
from sim.experiment.question import POLICY
from sim.scenario import lever_table


def is_idle(experiment: Experiment) -> bool:
    """Whether no lever is moved at any point, so that there is nothing to compare."""
    if experiment.against is not None or any(each.name.startswith(POLICY) for each in experiment.factors):
        return False
    point, twin = experiment.variant(0), experiment.variant(len(experiment.points) + int(experiment.twin_of[0]))
    return bool(np.array_equal(lever_table(point, experiment.days), lever_table(twin, experiment.days)))


def idle_words(experiment: Experiment) -> str:
    """Why all differences are zero, and what to do about it."""
    return (
        f"{experiment.name} has no policy and none is varied, so every point is its own twin and all differences from the twin "
        "are zero. Give it a policy (--set policy.promise=0.5) or vary one (--vary policy.promise=0:1:5). What the office "
        "itself does stands in runs.parquet, and sim sensitivity --absolute tells what drives it."
    )
