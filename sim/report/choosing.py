"""Which design point of a sweep is looked at closely where nobody says which."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.analysis import Answer
from sim.experiment import DesignError, Experiment
from sim.experiment.factors import value_in
from sim.scenario import lever_table


def point_to_look_at(answer: Answer, points: pd.DataFrame) -> tuple[int, str]:
    """The point that is nearest to the scenario as it is written, if its policy does anything; else where animosity rises most.

    Args:
        answer: The results.
        points: Their :func:`sim.analysis.summary`.

    Returns:
        The point's number, and why it was chosen.
    """
    experiment = answer.experiment
    if len(points) == 1:
        return int(points["point"].iloc[0]), ""
    near = _nearest(experiment, points)
    if _does_something(experiment, near):
        return near, "This is the point nearest to the scenario as it is written"
    worst = int(points.sort_values("rise", na_position="first")["point"].iloc[-1])
    return worst, "This is the point where animosity rises most, since the scenario as it is written has no policy"


def _nearest(experiment: Experiment, points: pd.DataFrame) -> int:
    """The point whose values are nearest to the scenario's own, each factor measured by its range."""
    distance = np.zeros(len(points))
    for each in experiment.factors:
        try:
            own = value_in(experiment.scenario, each.name)
        except DesignError:  # a lever with a timeline has no one value to be near to
            continue
        distance += ((points[each.name].to_numpy() - own) / (each.high - each.low or 1.0)) ** 2
    return int(points["point"].iloc[int(np.argmin(distance))])


def _does_something(experiment: Experiment, number: int) -> bool:
    point, twin = (
        experiment.variant(number),
        experiment.variant(len(experiment.points) + int(experiment.twin_of[number])),
    )
    return not np.array_equal(lever_table(point, experiment.days), lever_table(twin, experiment.days))
