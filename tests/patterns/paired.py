"""Offices lived side by side, and the paired differences between them with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from sim import measures
from sim.organization import grow
from sim.run import Inputs, live, open_lanes, tie_counts
from sim.scenario import Scenario, coefficient_row, lever_table, load, world_table

SEEDS = tuple(range(3001, 3009))
"""Seeds on which no number was fitted; whether the patterns held on them was looked at between changes of the model."""


@dataclass(frozen=True)
class Interval:
    """A mean over seeds with its 95 % interval (Student's t)."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float]) -> Interval:
    """The mean of one value a seed, with its interval."""
    array = np.asarray(values, dtype=float)
    half = stats.t.ppf(0.975, len(array) - 1) * array.std(ddof=1) / np.sqrt(len(array))
    return Interval(array.mean(), array.mean() - half, array.mean() + half)


@cache
def scenario(name: str, overrides: tuple[str, ...] = ()) -> Scenario:
    """A shipped scenario with values set over it; ``cubicle_farm`` with nothing set is everybody's twin."""
    return load(name, overrides=overrides)


def courses(offices: Sequence[Scenario], days: int, seeds: Sequence[int] = SEEDS) -> list[dict[str, np.ndarray]]:
    """For each seed every measure by day, shape (days, offices): the same people and the same luck in each office."""

    def one(seed: int) -> dict[str, np.ndarray]:
        organization = grow(offices[0].organization, seed)
        inputs = [Inputs(seed, lever_table(s, days), world_table(s, days), coefficient_row(s)) for s in offices]
        lanes = open_lanes(organization, inputs)
        live(lanes, 0, days)
        return measures.series(lanes.tally, lanes.office_days, tie_counts(organization))

    with ThreadPoolExecutor(2) as executor:
        return list(executor.map(one, seeds))


def compared(
    runs: list[dict[str, np.ndarray]],
    read: Callable[[dict[str, np.ndarray]], np.ndarray],
    first: int = 1,
    second: int = 0,
) -> Interval:
    """The paired difference between two offices in something that is read off a run, one number an office."""
    return interval([float(read(run)[first] - read(run)[second]) for run in runs])


def late(name: str) -> Callable[[dict[str, np.ndarray]], np.ndarray]:
    """A measure over the last quarter of a run."""
    return lambda run: measures.last_quarter(run[name])


def between(name: str, start: int, end: int) -> Callable[[dict[str, np.ndarray]], np.ndarray]:
    """The mean of a measure over the days from start to end."""
    return lambda run: np.nanmean(run[name][start:end], axis=0)
