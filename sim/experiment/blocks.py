"""Blocks: runs of the same office that live side by side, and what is kept of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sim.lanes import Lanes
from sim.measures import MEASURES, late, mean_of_days, series
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

SECONDS_IN_ONE_GO = 0.2
"""How long a block lives before it looks whether it is to stop, so that Ctrl-C is answered at once."""

FIRST_DAYS = 5
"""Days after which a block looks for the first time, when it does not know yet how long a day takes."""

MOST_GROWTH = 4
"""How many times longer a stretch of days may be than the one before: a single measurement may be lucky."""


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
    return outcomes_of([job.run for job in block.jobs], lanes, organization, courses)


def outcomes_of(
    runs: Sequence[int], lanes: Lanes, organization: Organization, courses: Sequence[str] = COURSES
) -> list[Outcome]:
    """What is kept of runs that lived side by side.

    The course of each run is summed by itself: NumPy adds up a column of a table in another order than the same numbers
    alone, and the last bits must not depend on who stood beside.

    Args:
        runs: The runs' numbers in the experiment.
        lanes: The runs at the end of their days.
        organization: Their office.
        courses: Measures whose course by week is kept; of the others only the last quarter is looked at.
    """
    counts, quarter = tie_counts(organization), late(len(lanes.tally))
    at_the_end = series(lanes.tally[quarter], lanes.office_days[quarter], counts)
    by_day = series(lanes.tally, lanes.office_days, counts, courses)
    means = mean_of_days(np.stack(list(at_the_end.values()), axis=1))
    return [
        Outcome(
            run,
            dict(zip(at_the_end, means[:, lane].tolist(), strict=True)),
            {name: by_week(np.ascontiguousarray(each[:, lane])) for name, each in by_day.items()},
        )
        for lane, run in enumerate(runs)
    ]


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
    day, days, at_once = 0, len(lanes.tally), FIRST_DAYS
    while day < days:
        began = time.perf_counter()
        end = min(days, day + at_once)
        live(lanes, day, end)
        a_day = (time.perf_counter() - began) / (end - day)  # of this office, with these lanes, at this machine's load
        at_once = max(1, min(MOST_GROWTH * at_once, int(SECONDS_IN_ONE_GO / max(a_day, 1e-9))))
        day = end
        yield day


def by_week(by_day: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Means of weeks: (days, ...) becomes (weeks, ...); days without a value do not count, a week without any is NaN."""
    starts = np.arange(0, len(by_day), WEEK)
    counted = np.isfinite(by_day)
    total = np.add.reduceat(np.where(counted, by_day, 0.0), starts, axis=0)
    count = np.add.reduceat(counted.astype(np.float64), starts, axis=0)
    return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
