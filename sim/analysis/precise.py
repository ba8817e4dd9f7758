"""Replications where they are needed: more of them at the points whose paired difference is still too uncertain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.analysis.keeping import ResultsKeeper, columns_of
from sim.experiment import Crew, Experiment, Progress, paired_runs, perform, run_number, what_runs
from sim.store import Results, distinct

LEVEL = 0.95
"""Confidence of the intervals."""

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Precision:
    """How precise an answer is to be.

    Attributes:
        productivity: Half the width of the interval of the difference in productivity, in percent of the twin's mean.
        animosity: The same of animosity, in its own unit.
        at_most: The most replications of a point.
    """

    productivity: float
    animosity: float
    at_most: int

    def __str__(self) -> str:
        """As it stands in the manifest."""
        return f"{self.productivity:g}%,{self.animosity:g} at most {self.at_most}"


def until_precise(
    experiment: Experiment,
    precision: Precision,
    results: Results,
    keeper: ResultsKeeper,
    workers: int | None,
    crew: Crew | None,
    told: Callable[[Progress], object] | None,
    retry: bool,
) -> Experiment:
    """Do an experiment, and then more replications of the points that are not precise enough, in rounds.

    What a round adds follows from the runs of the rounds before and nothing else, so that a command that is given
    again finds the same rounds, whatever came between.

    Returns:
        The experiment with the most replications that a point has.
    """
    counts = np.full(len(experiment.points), experiment.replications, dtype=np.int64)
    while True:
        reached = replace(experiment, replications=int(counts.max()))
        results.note(replications=reached.replications, until_precise=str(precision))
        perform(
            reached, keeper, workers=workers, crew=crew, told=told, counts=counts, courses=results.courses, retry=retry
        )
        more = next_counts(counts, *half_widths(reached, results, counts), precision)
        if (more == counts).all():
            return reached
        counts = more


def next_counts(
    counts: Counts, productivity: npt.NDArray[np.float64], animosity: npt.NDArray[np.float64], precision: Precision
) -> Counts:
    """How many replications each point is to have next.

    An interval narrows with the root of the replications; at most twice as many are added at once, since the width itself
    is uncertain.

    Args:
        counts: How many each has, shape (points,).
        productivity: Half widths in percent, shape (points,); NaN where nothing can be said, and nothing is added.
        animosity: Half widths, shape (points,).
        precision: What is wanted.
    """
    off = np.fmax(productivity / precision.productivity, animosity / precision.animosity)
    wanted = np.ceil(counts * np.clip(np.nan_to_num(off, nan=0.0, posinf=10.0), 0.0, 10.0) ** 2).astype(np.int64)
    grown = np.clip(wanted, counts + 1, 2 * counts)
    return np.where(off > 1.0, np.minimum(grown, np.maximum(precision.at_most, counts)), counts)


def half_widths(
    experiment: Experiment, results: Results, counts: Counts
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Half the width of the interval of each point's paired difference, from its first replications.

    Args:
        experiment: The experiment.
        results: Where its runs are.
        counts: How many replications of each point count, shape (points,).

    Returns:
        Of productivity in percent of the twin's mean, and of animosity; infinite for fewer than two pairs.
    """
    own, _ = paired_runs(experiment, results.finished())
    replication, point, _ = what_runs(own)
    own = own[replication < counts[point]]
    replication, point, _ = what_runs(own)
    twins = run_number(replication, experiment.twin_of[point], True)
    runs = distinct(own, twins)
    reader = results.reader()
    try:
        rows: dict[str, Any] = columns_of(reader.read(runs, ["run", "productivity", "animosity"]))
    finally:
        reader.close()
    at, twin_at = np.searchsorted(runs, own), np.searchsorted(runs, twins)
    work, work_twin, grudge, grudge_twin = (
        rows[name][where] for name in ("productivity", "animosity") for where in (at, twin_at)
    )
    width = _half_widths(point, work - work_twin, len(counts))
    pairs = np.maximum(1, np.bincount(point, minlength=len(counts)))
    base = np.bincount(point, np.nan_to_num(work_twin), len(counts)) / pairs
    percent = np.divide(100.0 * width, base, out=np.full(len(counts), np.nan), where=base > 0)
    return percent, _half_widths(point, grudge - grudge_twin, len(counts))


def _half_widths(point: Counts, difference: npt.NDArray[np.float64], points: int) -> npt.NDArray[np.float64]:
    from scipy.special import stdtrit  # as in sim.analysis.paired

    known = np.isfinite(difference)
    point, difference = point[known], difference[known]
    pairs = np.bincount(point, minlength=points)
    mean = np.bincount(point, difference, points) / np.maximum(1, pairs)
    spread = np.bincount(point, (difference - mean[point]) ** 2, points)
    enough = pairs > 1
    degrees = np.where(enough, pairs - 1, 1)
    width = stdtrit(degrees, 0.5 + LEVEL / 2) * np.sqrt(spread / degrees / np.maximum(1, pairs))
    return np.where(enough, width, np.inf)
