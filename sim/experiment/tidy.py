"""The tidy table of an experiment: one row per run of a design point, its twin beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sim.experiment.blocks import COURSES
from sim.experiment.question import Experiment
from sim.measures import MEASURES

MEASURE_COLUMNS = tuple(MEASURES)
"""Columns of the measures, mean over the last quarter; with ``twin_`` before, those of the twin."""


def tidy(experiment: Experiment, rows: Mapping[str, Any]) -> pd.DataFrame:
    """Put each run beside its twin.

    Args:
        experiment: The experiment.
        rows: Columns ``run``, the measures, and ``<measure>_by_week`` for :data:`COURSES`, of all runs that are
            done, in any order.

    Returns:
        One row per run of a design point whose twin is done too, in the order replication, point. Columns: point,
        replication, seed, one per factor, the measures, ``twin_<measure>``, ``<measure>_by_week`` and
        ``twin_<measure>_by_week``.
    """
    table = pd.DataFrame(dict(rows)).set_index("run").sort_index()
    run = table.index.to_numpy(dtype=np.int64)
    variant, replication = run % experiment.variants, run // experiment.variants
    is_point = (variant < len(experiment.points)) & (replication < experiment.replications)
    twin_of = np.asarray(experiment.twin_of)
    twin_run = np.full(len(run), -1, dtype=np.int64)
    twin_run[is_point] = (
        replication[is_point] * experiment.variants + len(experiment.points) + twin_of[variant[is_point]]
    )
    kept = is_point & np.isin(twin_run, run)
    made: dict[str, Any] = {
        "point": variant[kept],
        "replication": replication[kept],
        "seed": experiment.seed + replication[kept],
    }
    for factor in experiment.factors:
        made[factor.name] = np.array([experiment.points[each][factor.name] for each in variant[kept]])
    columns = (*MEASURE_COLUMNS, *(f"{each}_by_week" for each in COURSES))
    for name in columns:
        made[name] = table[name].to_numpy()[kept]
    twins = table.loc[twin_run[kept]]
    for name in columns:
        made[f"twin_{name}"] = twins[name].to_numpy()
    return pd.DataFrame(made)
