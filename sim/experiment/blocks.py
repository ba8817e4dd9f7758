"""Blocks: runs of the same office that live side by side, and what is kept of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sim.lanes import Lanes
from sim.measures import MEASURES, last_quarter, series
from sim.opening import inputs_of, organization_of
from sim.organization import Organization
from sim.run import live, open_lanes, tie_counts
from sim.scenario import Scenario

MOST_LANES = 8
"""Runs that live side by side at most: as many as vector instructions do at once."""

WEEK = 5
"""Working days in a week; the course of a run is kept by week."""

COURSES = ("productivity", "animosity")
"""The measures whose course is kept where nothing else is asked for: what a break-even day is made of."""

DAYS_IN_ONE_GO = 50
"""Days after which a block looks whether it is to stop, at the latest."""

TIE_DAYS_IN_ONE_GO = 20_000_000
"""The same in ties × runs × days, so that large offices stop within a second or two, too."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run: its number in the experiment, its seed and its scenario."""

    run: int
    seed: int
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Block:
    """Runs of the same office, to live side by side."""

    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is kept of one run.

    Attributes:
        run: The run's number in the experiment.
        measures: Mean of each measure over the last quarter, NaN where nothing happened.
        courses: Mean of some measures in each week, shape (weeks,), by name; the last week may be short.
    """

    run: int
    measures: dict[str, float]
    courses: dict[str, npt.NDArray[np.float64]]


Columns: TypeAlias = dict[str, npt.NDArray[np.generic]]
"""Columns of a table by name, all of the same length; courses have a second axis, the weeks."""


def columns(outcomes: Sequence[Outcome]) -> Columns:
    """Lay out outcomes as a table: run, the measures, and ``<measure>_by_week`` for the courses that are kept."""
    made: Columns = {"run": np.array([each.run for each in outcomes], dtype=np.int64)}
    for name in MEASURES:
        made[name] = np.array([each.measures[name] for each in outcomes], dtype=np.float64)
    for name in outcomes[0].courses if outcomes else ():
        made[f"{name}_by_week"] = np.stack([each.courses[name] for each in outcomes])
    return made


def live_block(
    block: Block, stopped: Callable[[], bool] | None = None, courses: Sequence[str] = COURSES
) -> list[Outcome]:
    """Live through the runs of a block.

    Args:
        block: The runs; all of the same office and number of days.
        courses: Measures whose course by week is kept.
        stopped: Says whether to give up; asked now and then, because a thread cannot be cancelled.

    Returns:
        The outcome of each run, in order; none where the block was given up.
    """
    lanes, organization = lived(block, stopped)
    if stopped is not None and stopped():
        return []
    by_day = series(lanes.tally, lanes.office_days, tie_counts(organization))
    return [
        outcome_of(job.run, {name: values[:, lane] for name, values in by_day.items()}, courses)
        for lane, job in enumerate(block.jobs)
    ]


def outcome_of(run: int, by_day: Mapping[str, npt.NDArray[np.float64]], courses: Sequence[str] = COURSES) -> Outcome:
    """What is kept of one run.

    Each run is summed by itself: NumPy adds up a column of a table in another order than the same numbers alone, and
    the last bits must not depend on who stood beside.

    Args:
        run: The run's number in the experiment.
        by_day: Every measure by day, each of shape (days,).
        courses: Measures whose course by week is kept.
    """
    means = last_quarter(np.stack(list(by_day.values()), axis=1))
    return Outcome(
        run,
        dict(zip(by_day, means.tolist(), strict=True)),
        {name: by_week(np.ascontiguousarray(by_day[name])) for name in courses},
    )


def lived(block: Block, stopped: Callable[[], bool] | None = None) -> tuple[Lanes, Organization]:
    """The runs of a block at the end of their days, and their office; unfinished where they were given up."""
    lanes, organization = open_block(block)
    days = live_on(lanes)
    while (stopped is None or not stopped()) and next(days, None) is not None:
        pass
    return lanes, organization


def open_block(block: Block) -> tuple[Lanes, Organization]:
    """The runs of a block on the morning of their first day, and their office."""
    first = block.jobs[0]
    organization = organization_of(first.scenario, first.seed)
    return open_lanes(organization, [inputs_of(each.scenario, each.seed) for each in block.jobs]), organization


def live_on(lanes: Lanes) -> Iterator[int]:
    """Live through all days, and yield now and then how many are done."""
    days = len(lanes.tally)
    at_once = max(1, min(DAYS_IN_ONE_GO, TIE_DAYS_IN_ONE_GO // max(1, lanes.ties[0].size)))
    for day in range(0, days, at_once):
        live(lanes, day, min(days, day + at_once))
        yield min(days, day + at_once)


def by_week(by_day: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Means of weeks: (days, ...) becomes (weeks, ...); days without a value do not count, a week without any is NaN."""
    starts = np.arange(0, len(by_day), WEEK)
    counted = np.isfinite(by_day)
    total = np.add.reduceat(np.where(counted, by_day, 0.0), starts, axis=0)
    count = np.add.reduceat(counted.astype(np.float64), starts, axis=0)
    return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
