"""The tidy table of an experiment: one row per run of a design point, its twin beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.experiment.points import Numbers, run_number, what_runs
from sim.experiment.question import Experiment
from sim.measures import MEASURES

MEASURE_COLUMNS = tuple(MEASURES)
"""Columns of the measures, mean over the last quarter; with ``twin_`` before, those of the twin."""

BY_WEEK = "_by_week"
"""How the names of columns end that hold a course."""


def tidy(experiment: Experiment, rows: Mapping[str, Any]) -> pd.DataFrame:
    """Put each run beside its twin.

    Args:
        experiment: The experiment.
        rows: Columns ``run``, the measures, and ``<measure>_by_week`` where courses are kept, of all runs that are
            done, in any order.

    Returns:
        One row per run of a design point whose twin is done too, in the order replication, point. Columns: point,
        replication, seed, one per factor, the measures, ``twin_<measure>``, and where courses are kept
        ``<measure>_by_week`` and ``twin_<measure>_by_week``.
    """
    numbers = np.asarray(rows.get("run", ()), dtype=np.int64)
    own, twins = paired_runs(experiment, numbers)
    order = np.argsort(numbers, kind="stable")
    at, twin_at = (order[np.searchsorted(numbers[order], each)] for each in (own, twins))
    replication, point, _ = what_runs(own)
    made: dict[str, Any] = {"point": point, "replication": replication, "seed": experiment.seed + replication}
    for k, factor in enumerate(experiment.factors):
        made[factor.name] = experiment.matrix[point, k]
    courses = [name for name in rows if name.endswith(BY_WEEK)]
    for name in (*MEASURE_COLUMNS, *courses):
        made[name] = _column(rows[name], at)
    for name in (*MEASURE_COLUMNS, *courses):
        made[f"twin_{name}"] = _column(rows[name], twin_at)
    return pd.DataFrame(made)


def paired_runs(experiment: Experiment, done: Numbers) -> tuple[Numbers, Numbers]:
    """The runs of design points that are done and whose twins are done too, in order, and these twins.

    Args:
        experiment: The experiment; runs of later replications and further points are passed over.
        done: Numbers of runs, each once, in any order.
    """
    done = np.sort(done)
    replication, row, is_twin = what_runs(done)
    asked = ~is_twin & (row < len(experiment.points)) & (replication < experiment.replications)
    own = done[asked]
    twins = run_number(replication[asked], experiment.twin_of[row[asked]], True)
    both = (
        done[np.minimum(np.searchsorted(done, twins), len(done) - 1)] == twins
        if len(done)
        else np.zeros(0, dtype=np.bool_)
    )
    return own[both], twins[both]


def _column(values: Any, at: npt.NDArray[np.int64]) -> Any:
    if isinstance(values, np.ndarray):
        chosen = values[at]
        return chosen if chosen.ndim == 1 else list(chosen)
    return [values[k] for k in at]
