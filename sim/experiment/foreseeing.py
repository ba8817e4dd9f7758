"""What an experiment will take, before it begins: runs, time, disk and memory."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass

from sim.experiment.blocks import MOST_LANES, WEEK, Job, outcomes_of
from sim.experiment.ordering import Orders, all_runs, orders_of
from sim.experiment.performing import asked_for, bytes_of_largest, lanes_for
from sim.experiment.points import Numbers
from sim.experiment.question import Experiment
from sim.lanes import Lanes
from sim.measures import MEASURES
from sim.opening import inputs_of, organization_of
from sim.organization import Organization
from sim.run import live, open_lanes
from sim.scenario import ScenarioError

SECONDS_OF_TRIAL = 2.0
"""How long is measured at most, once the first days have shown that the model is compiled."""

DAYS_AT_ONCE = 10
"""Days between two looks at the clock."""

BYTES_OF_A_NUMBER = 8
"""A measure on the disk: luck does not compress."""

BYTES_OF_PROGRAM = 400_000_000
"""Memory that the program takes beside the runs."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an experiment will take.

    Attributes:
        runs: Runs in all, twins included.
        done: Runs that are there already.
        seconds: How long the missing runs will take.
        disk: Bytes on the disk, when all is done.
        memory: Bytes of memory.
        slots: Batches at once that are reckoned with.
    """

    runs: int
    done: int
    seconds: float
    disk: int
    memory: int
    slots: int


def foresee(experiment: Experiment, finished: Numbers, slots: int, courses: int) -> Forecast:
    """Measure some days of the first runs that are missing, and reckon up the rest.

    Args:
        experiment: The experiment.
        finished: Numbers of the runs that are there.
        slots: How many batches are done at once.
        courses: How many measures' courses by week are kept.

    Raises:
        ScenarioError: If a level of a factor makes no scenario.
        DesignError: If not even one run fits into memory.
    """
    experiment.refuse_levels()
    runs, done = all_runs(experiment), asked_for(experiment, finished, None)
    lanes = lanes_for(experiment, slots, max(1, runs - done))
    first = next(orders_of(experiment, finished, None, lanes), None)
    each = 0.0 if first is None else seconds_of_a_run(experiment, first)
    tidy = len(experiment.points) * experiment.replications
    weeks = -(-experiment.days // WEEK)
    numbers = len(MEASURES) + courses * weeks
    twins = len(experiment.twins) * experiment.replications
    return Forecast(
        runs=runs,
        done=done,
        seconds=each * (runs - done) / slots,
        disk=BYTES_OF_A_NUMBER * numbers * (runs + tidy + twins),
        memory=BYTES_OF_PROGRAM + bytes_of_largest(experiment) * lanes * slots,
        slots=slots,
    )


def seconds_of_a_run(experiment: Experiment, orders: Orders) -> float:
    """How long a run takes on this machine, from some days of a block and all that is done once for each.

    Args:
        experiment: The experiment.
        orders: The runs of the block.
    """
    jobs: list[Job] = []
    for each in orders[:MOST_LANES]:
        try:
            jobs.append(Job(each.run, each.seed, experiment.setting.scenario(each.values, each.is_twin)))
        except ScenarioError:  # it will fail, and take no time
            continue
    if not jobs:
        return 0.0
    days = experiment.days
    warm = min(days, DAYS_AT_ONCE)
    live(_opened(jobs)[0], 0, warm)  # the first call may have to compile
    began = time.perf_counter()
    for each in orders[: len(jobs)]:
        with suppress(ScenarioError):
            experiment.setting.scenario(each.values, each.is_twin)
    lanes, organization = _opened(jobs)
    once = time.perf_counter() - began
    live(lanes, 0, warm)
    lived, began = 0, time.perf_counter()
    while warm + lived < days and time.perf_counter() - began < SECONDS_OF_TRIAL:
        live(lanes, warm + lived, min(days, warm + lived + DAYS_AT_ONCE))
        lived = min(days - warm, lived + DAYS_AT_ONCE)
    if not lived:
        lanes, organization = _opened(jobs)
        live(lanes, 0, days)
        lived = days
    by_day = (time.perf_counter() - began) / lived
    began = time.perf_counter()
    outcomes_of(range(len(jobs)), lanes, organization)
    return (once + by_day * days) / len(jobs) + (time.perf_counter() - began) / len(jobs)


def _opened(jobs: list[Job]) -> tuple[Lanes, Organization]:
    organization = organization_of(jobs[0].scenario, jobs[0].seed)
    return open_lanes(organization, [inputs_of(job.scenario, job.seed) for job in jobs]), organization
