"""Which runs an experiment still needs, in the order in which they are done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.experiment.blocks import MOST_LANES
from sim.experiment.points import Numbers, first_of_each, run_number
from sim.experiment.question import ORGANIZATION, Experiment


@dataclass(frozen=True, slots=True)
class Order:
    """One run to be done.

    Attributes:
        run: Its number (:func:`sim.experiment.run_number`).
        seed: Its seed.
        values: What is varied, by dotted name.
        is_twin: Whether it is a twin's run.
    """

    run: int
    seed: int
    values: dict[str, float]
    is_twin: bool


Orders = tuple[Order, ...]
"""Runs of the same office, to live side by side."""


def runs_of(experiment: Experiment, replication: int, counts: Numbers | None = None) -> tuple[Numbers, Numbers]:
    """The points and the twins that a replication runs.

    Args:
        experiment: The experiment.
        replication: The replication.
        counts: How many replications each point has, shape (points,); all of them where none are given.
    """
    if counts is None:
        return np.arange(len(experiment.points)), np.arange(len(experiment.twins))
    points = np.flatnonzero(counts > replication)
    return points, np.unique(experiment.twin_of[points])


def all_runs(experiment: Experiment, counts: Numbers | None = None) -> int:
    """How many runs an experiment needs, twins included; arguments as for :func:`runs_of`."""
    if counts is None:
        return experiment.runs
    return sum(
        len(points) + len(twins)
        for points, twins in (runs_of(experiment, each, counts) for each in range(int(counts.max(initial=0))))
    )


def orders_of(
    experiment: Experiment, finished: Numbers, counts: Numbers | None = None, most: int = MOST_LANES
) -> Iterator[Orders]:
    """The runs that are still to be done: replication by replication, so that what is there is balanced.

    Runs that share an organization stand side by side; how many makes no difference to any result.

    Args:
        experiment: The experiment.
        finished: Numbers of runs that are not to be done.
        counts: How many replications each point has, shape (points,); the experiment's where none are given.
        most: The most runs side by side.
    """
    finished = np.sort(finished)
    point_office, twin_office = _offices(experiment)
    replications = experiment.replications if counts is None else int(counts.max(initial=0))
    for replication in range(replications):
        points, twins = (
            _without(rows, run_number(replication, rows, is_twin), finished)
            for rows, is_twin in zip(runs_of(experiment, replication, counts), (False, True), strict=True)
        )
        rows, is_twin = np.append(points, twins), np.repeat([False, True], [len(points), len(twins)])
        office = np.append(point_office[points], twin_office[twins])
        order = np.argsort(office, kind="stable")  # points before twins in each office
        edges = np.flatnonzero(np.diff(office[order])) + 1
        for same in np.split(order, edges):
            if len(same):
                for part in np.array_split(same, -(-len(same) // most)):  # even rather than full ones and a rest
                    yield tuple(_order(experiment, replication, int(rows[k]), bool(is_twin[k])) for k in part)


def _without(rows: Numbers, runs: Numbers, finished: Numbers) -> Numbers:
    if not len(finished):
        return rows
    at = np.minimum(np.searchsorted(finished, runs), len(finished) - 1)
    missing: Numbers = rows[finished[at] != runs]
    return missing


def _order(experiment: Experiment, replication: int, row: int, is_twin: bool) -> Order:
    values = (experiment.twins if is_twin else experiment.points)[row]
    return Order(int(run_number(replication, row, is_twin)), experiment.seed + replication, values, is_twin)


def _offices(experiment: Experiment) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """A number for the office of each point and of each twin; those of one replication with the same number share it."""
    points, twins = experiment.points, experiment.twins
    if experiment.against is not None:
        same = experiment.against.organization == experiment.scenario.organization
        return np.zeros(len(points), dtype=np.int64), np.full(len(twins), 0 if same else 1)
    chosen = [
        each.matrix[:, [k for k, name in enumerate(each.names) if name.startswith(ORGANIZATION)]]
        for each in (points, twins)
    ]
    _, number = first_of_each(np.concatenate(chosen))
    return number[: len(points)], number[len(points) :]
