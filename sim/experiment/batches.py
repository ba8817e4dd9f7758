"""Batches: what a worker is sent and what it sends back. A run that fails is told of, and stops nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sim.experiment.blocks import COURSES, Block, Columns, Job, Outcome, columns, live_block
from sim.experiment.ordering import Order, Orders
from sim.experiment.setting import Setting
from sim.experiment.version import model_hash


class WorkerError(RuntimeError):
    """The workers cannot do what they are sent; the text says why, and what is done is kept."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that failed.

    Attributes:
        run: Its number.
        error: What went wrong, with the kind of error.
    """

    run: int
    error: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Runs that go to one worker together.

    Attributes:
        setting: What all runs of the experiment share.
        blocks: The runs, those of one office side by side.
        courses: Measures whose course by week is kept.
        model: Hash of the model that is to do them.
    """

    setting: Setting
    blocks: tuple[Orders, ...]
    courses: tuple[str, ...] = COURSES
    model: str = field(default_factory=model_hash)

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return sum(len(each) for each in self.blocks)


@dataclass(frozen=True, slots=True)
class Lived:
    """What came of a batch.

    Attributes:
        rows: Outcomes (:func:`sim.experiment.columns`); without any column where all runs failed or were given up.
        failures: Runs that failed.
        seconds: How long it took the worker.
    """

    rows: Columns
    failures: tuple[Failure, ...]
    seconds: float


def live_batch(batch: Batch, stopped: Callable[[], bool] | None = None) -> Lived:
    """Live through the runs of a batch, block by block.

    Args:
        batch: The runs.
        stopped: Says whether to give up; asked now and then.

    Raises:
        WorkerError: If another version of the model is installed here.
    """
    if batch.model != model_hash():
        raise WorkerError(f"a worker has another version of the model ({model_hash()}, wanted is {batch.model})")
    began = time.perf_counter()
    outcomes: list[Outcome] = []
    failures: list[Failure] = []
    for orders in batch.blocks:
        jobs = [job for order in orders if (job := _job(batch.setting, order, failures)) is not None]
        if jobs:
            outcomes += _live(jobs, batch.courses, stopped, failures)
        if stopped is not None and stopped():
            break
    rows = columns(outcomes) if outcomes else {}
    return Lived(rows, tuple(failures), time.perf_counter() - began)


def _job(setting: Setting, order: Order, failures: list[Failure]) -> Job | None:
    try:
        return Job(order.run, order.seed, setting.scenario(order.values, order.is_twin))
    except Exception as error:
        failures.append(Failure(order.run, told(error)))
        return None


def _live(
    jobs: list[Job], courses: Sequence[str], stopped: Callable[[], bool] | None, failures: list[Failure]
) -> list[Outcome]:
    """Live through runs side by side; where that fails, one by one, so that only the runs at fault are lost."""
    try:
        return live_block(Block(tuple(jobs)), stopped, courses)
    except Exception as error:
        if len(jobs) == 1:
            failures.append(Failure(jobs[0].run, told(error)))
            return []
    return [outcome for job in jobs for outcome in _live([job], courses, stopped, failures)]


def told(error: BaseException) -> str:
    """An error in words, with its kind."""
    return f"{type(error).__name__}: {error}".strip().removesuffix(":")
