"""Performing an experiment: blocks go to an executor, outcomes to a keeper."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from sim.experiment.blocks import MOST_LANES, Block, Columns, Outcome, blocks_of, columns, live_block
from sim.experiment.factors import DesignError
from sim.experiment.question import Experiment
from sim.opening import bytes_of_a_run
from sim.scenario import Scenario
from sim.scenario.fitting import available_memory

BLOCKS_IN_FLIGHT = 3
"""Blocks that are handed out per worker: enough to keep it busy, few enough to stop soon."""

SHARE_OF_MEMORY = 0.5
"""Share of the free memory that runs may take together."""


class Keeper(Protocol):
    """Whoever keeps outcomes, such as :class:`sim.store.Results`."""

    def finished(self) -> set[int]:
        """The runs that are kept already."""

    def keep(self, rows: Columns) -> None:
        """Keep the outcomes of some runs, as :func:`sim.experiment.columns` lays them out."""

    def flush(self) -> None:
        """Put away what is still in hand."""


class MemoryKeeper:
    """Keeps outcomes in memory, for experiments too small for a folder."""

    def __init__(self) -> None:
        self._rows: Columns = {}

    def finished(self) -> set[int]:
        """The runs that are kept already."""
        return set(self._rows.get("run", ()))

    def keep(self, rows: Columns) -> None:
        """Keep the outcomes of some runs."""
        for name, values in rows.items():
            self._rows.setdefault(name, []).extend(values)

    def rows(self) -> Columns:
        """All that is kept, in the order in which it came."""
        return self._rows

    def flush(self) -> None:
        """Nothing is in hand."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an experiment has come: runs that were there before, runs done now, runs in all."""

    before: int
    done: int
    runs: int


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
    told: Callable[[Progress], object] | None = None,
) -> None:
    """Do the runs of an experiment that the keeper does not have yet.

    Results are the same bits with any executor, any number of workers and whatever was there before. An
    interrupt (Ctrl-C) or an error keeps what is done, gives up what is running, and goes on to the caller.

    Args:
        experiment: The experiment.
        keeper: Where outcomes go; it is called from this thread only.
        executor: Any executor; threads where none is given, since the compiled days let go of Python's lock.
        workers: How many blocks run at once; as many as there are processors where none is given.
        told: Is told how far it has come, from this thread.

    Raises:
        DesignError: If not even one run fits into memory.
        ScenarioError: If the values of a design point together make no scenario.
        OrganizationError: If an office cannot be.
    """
    finished = keeper.finished()
    progress = Progress(sum(each < experiment.runs for each in finished), 0, experiment.runs)
    if told:
        told(progress)
    if progress.before == progress.runs:
        return
    workers = workers or os.cpu_count() or 1
    blocks = blocks_of(experiment, finished, _lanes(experiment, workers, progress.runs - progress.before))
    stop = threading.Event()
    pool = executor or ThreadPoolExecutor(workers, thread_name_prefix="sim")
    task = partial(live_block, stopped=stop.is_set) if isinstance(pool, ThreadPoolExecutor) else live_block
    try:
        done = 0
        for outcomes in _in_flight(blocks, pool, task, BLOCKS_IN_FLIGHT * workers):
            keeper.keep(columns(outcomes))
            done += len(outcomes)
            if told:
                told(Progress(progress.before, done, progress.runs))
    finally:
        stop.set()
        if executor is None:
            pool.shutdown(wait=True, cancel_futures=True)
        keeper.flush()


def _in_flight(
    blocks: Iterator[Block], pool: Executor, task: Callable[[Block], list[Outcome]], most: int
) -> Iterator[list[Outcome]]:
    """Hand out blocks, a few at a time, and yield their outcomes as they come."""
    running: set[Future[list[Outcome]]] = set()
    left = True
    try:
        while left or running:
            while left and len(running) < most:
                block = next(blocks, None)
                left = block is not None
                if block is not None:
                    running.add(pool.submit(task, block))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                yield each.result()
    finally:
        for each in running:
            each.cancel()


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


def _lanes(experiment: Experiment, workers: int, missing: int) -> int:
    """How many runs may live side by side in a block: as memory allows, and so that every worker has some."""
    ends = {0, len(experiment.points) - 1, len(experiment.points)}
    needed = max(refuse_too_large(experiment.variant(each)) for each in ends)
    available = available_memory()
    fitting = MOST_LANES if available is None else int(SHARE_OF_MEMORY * available / workers // needed)
    return max(1, min(MOST_LANES, fitting, -(-missing // workers)))
