"""Performing an experiment: batches of runs go to an executor, outcomes to a keeper."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from sim.experiment.batches import Lived, live_batch
from sim.experiment.blocks import COURSES, MOST_LANES
from sim.experiment.factors import DesignError
from sim.experiment.flight import BLOCKS_IN_FLIGHT, Flight
from sim.experiment.keeping import Keeper, Progress
from sim.experiment.ordering import all_runs, orders_of
from sim.experiment.points import Numbers, what_runs
from sim.experiment.question import Experiment
from sim.lanes import room_for
from sim.opening import bytes_of_a_run
from sim.scenario import Scenario, ScenarioError
from sim.scenario.fitting import available_memory

SHARE_OF_MEMORY = 0.5
"""Share of the free memory that runs may take together."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the runs.

    Attributes:
        executor: Any executor; of it only ``submit``, and of its futures ``cancel`` and ``wait``, are used.
        slots: How many batches it does at once.
        trouble: Says what is wrong with it, or None; asked twice a second, since the futures of some executors never
            end when the other side is gone.
        lost: What to say when it gives up by itself.
    """

    executor: Executor
    slots: int
    trouble: Callable[[], str | None] = lambda: None
    lost: str = "a worker died, and its pool with it; what is done is kept, and the same command goes on with the rest"


def is_cold() -> bool:
    """Whether the model still has to be compiled on this machine, which takes a second or two."""
    from sim.compiled import cache_folder

    return not any(cache_folder().rglob("sim.day.live-*.code"))


def perform(
    experiment: Experiment,
    keeper: Keeper,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    crew: Crew | None = None,
    told: Callable[[Progress], object] | None = None,
    counts: Numbers | None = None,
    courses: Sequence[str] = COURSES,
    retry: bool = False,
) -> None:
    """Do the runs of an experiment that the keeper does not have yet.

    Results are the same bits with any executor, any number of workers and whatever was there before. An
    interrupt (Ctrl-C) or an error keeps what is done, gives up what is running, and goes on to the caller. A run that
    fails is told to the keeper and stops nothing.

    Args:
        experiment: The experiment.
        keeper: Where outcomes go; it is called from this thread only.
        executor: Any executor; threads where none is given, since the compiled days let go of Python's lock.
        workers: How many batches run at once; as many as there are processors where none is given.
        crew: Executor and workers in one, instead of these.
        told: Is told how far it has come, from this thread.
        counts: How many replications each point has, shape (points,); the experiment's where none are given.
        courses: Measures whose course by week is kept.
        retry: Whether runs that failed before are tried again.

    Raises:
        DesignError: If not even one run fits into memory.
        ScenarioError: If a level of a factor makes no scenario.
        WorkerError: If the workers are gone, or cannot do what they are sent.
    """
    experiment.refuse_levels()
    finished, failed = keeper.finished(), np.zeros(0, dtype=np.int64) if retry else keeper.failed()
    before, without = asked_for(experiment, finished, counts), asked_for(experiment, failed, counts)
    progress = Progress(before, 0, all_runs(experiment, counts), without)
    if told:
        told(progress)
    missing = progress.runs - before - without
    if missing <= 0:
        return
    slots = crew.slots if crew else workers or os.cpu_count() or 1
    lanes = lanes_for(experiment, slots, missing)
    orders = orders_of(experiment, np.append(finished, failed), counts, lanes)
    own = None
    if crew is None:
        own = None if executor else ThreadPoolExecutor(slots, thread_name_prefix="sim")
        crew = Crew(executor or own, slots)  # type: ignore[arg-type]
    stop = threading.Event()
    task = partial(live_batch, stopped=stop.is_set) if isinstance(crew.executor, ThreadPoolExecutor) else live_batch
    try:
        done, failures = 0, without
        flight = Flight(crew.executor, task, crew.slots * BLOCKS_IN_FLIGHT, crew.trouble, crew.lost)
        for lived in flight.outcomes(experiment.setting, orders, tuple(courses)):
            _hand_over(lived, keeper)
            done += len(lived.rows.get("run", ()))
            failures += len(lived.failures)
            if told:
                told(Progress(progress.before, done, progress.runs, failures))
    finally:
        stop.set()
        if own is not None:
            own.shutdown(wait=True, cancel_futures=True)
        keeper.flush()


def _hand_over(lived: Lived, keeper: Keeper) -> None:
    if lived.rows:
        keeper.keep(lived.rows)
    if lived.failures:
        keeper.fail(lived.failures)


def asked_for(experiment: Experiment, runs: Numbers, counts: Numbers | None) -> int:
    """How many of some runs the experiment asks for; the others are of later replications or of further points."""
    replication, row, is_twin = what_runs(runs)
    most = np.full(len(experiment.points), experiment.replications) if counts is None else counts
    twins = np.zeros(len(experiment.twins), dtype=np.int64)
    np.maximum.at(twins, experiment.twin_of, most)
    limits = np.concatenate([most, twins, [0]])  # the last for what is no point and no twin of this experiment
    known = np.where(is_twin, row < len(twins), row < len(most))
    at = np.where(known, np.where(is_twin, len(most) + row, row), len(limits) - 1)
    return int((replication < limits[at]).sum())


def refuse_too_large(scenario: Scenario) -> int:
    """The memory that a run of a scenario takes, in bytes, if this machine has as much.

    Raises:
        DesignError: If it has not.
    """
    needed, available = bytes_of_a_run(scenario), available_memory()
    if available is not None and needed > available:
        raise DesignError(
            f"one run of {scenario.days:,} days takes {needed / 1e9:.1f} GB of memory, and {available / 1e9:.1f} GB are "
            "free: take fewer people or days"
        )
    return needed


def bytes_of_largest(experiment: Experiment) -> int:
    """The memory that the largest run of an experiment takes, in bytes.

    Raises:
        DesignError: If this machine has not as much.
    """
    most = {each.name: each.high for each in experiment.factors if each.name.startswith("organization.")}
    ends = ({0, len(experiment.points) - 1, len(experiment.points)}) if len(experiment.points) else set()
    needed = [refuse_too_large(experiment.scenario)]
    for values, is_twin in chain(((experiment.values(k), experiment.is_twin(k)) for k in ends), [(most, False)]):
        with suppress(ScenarioError):  # what makes no scenario is told of when its turn comes
            needed.append(refuse_too_large(experiment.setting.scenario(values, is_twin)))
    return max(needed)


def lanes_for(experiment: Experiment, workers: int, missing: int) -> int:
    """How many runs may live side by side in a block: as memory allows, and so that every worker has some."""
    needed, available = bytes_of_largest(experiment), available_memory()
    fitting = MOST_LANES if available is None else int(SHARE_OF_MEMORY * available / workers // needed)
    whole = [lanes for lanes in range(1, MOST_LANES + 1) if room_for(lanes) <= fitting]  # lanes come in whole groups
    return max(1, min(max(whole, default=1), -(-missing // workers)))
