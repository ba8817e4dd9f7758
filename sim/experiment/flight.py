"""Batches in flight: handed out a few at a time, sized to a second of work, and taken back as they land."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice

from sim.experiment.batches import Batch, Failure, Lived, WorkerError
from sim.experiment.ordering import Orders
from sim.experiment.setting import Setting

BLOCKS_IN_FLIGHT = 3
"""Batches that are handed out per slot: enough to keep it busy, few enough to stop soon."""

SECONDS_OF_A_BATCH = 1.0
"""How long a batch is to take, so that what a scheduler costs per batch vanishes."""

SECONDS_BETWEEN_LOOKS = 0.5
"""How often to look whether the other side is still there."""

TRIES = 3
"""How often a batch may take its worker down before it is given up; Dask's own number, which it counts for us."""

_KILLERS = frozenset({"KilledWorker"})
"""Errors by which an executor says that a batch took down one worker after the other."""

_GONE = frozenset({"FutureCancelledError", "CommClosedError", "ClosedClientError", "SchedulerClosed"})
"""Errors by which an executor says that the other side is gone."""


class Flight:
    """Hands out batches and takes back what comes of them.

    Args:
        executor: Who does them.
        task: What is done with a batch.
        most: How many batches are out at once.
        trouble: Says what is wrong with the executor, or None.
        lost: What to say when the executor gives up by itself.
    """

    def __init__(
        self,
        executor: Executor,
        task: Callable[[Batch], Lived],
        most: int,
        trouble: Callable[[], str | None],
        lost: str,
    ) -> None:
        self._executor, self._task, self._most, self._trouble, self._lost = executor, task, most, trouble, lost
        self._out: dict[Future[Lived], Batch] = {}
        self._again: deque[Batch] = deque()
        self._blocks = 1

    def outcomes(self, setting: Setting, orders: Iterator[Orders], courses: tuple[str, ...]) -> Iterator[Lived]:
        """What comes of runs, batch by batch, in the order in which they land.

        Args:
            setting: What all runs share.
            orders: The runs, in blocks.
            courses: Measures whose course by week is kept.

        Raises:
            WorkerError: If the workers are gone, or cannot do what they are sent.
        """
        try:
            while True:
                while len(self._out) < self._most and (batch := self._next(setting, orders, courses)) is not None:
                    self._out[self._submit(batch)] = batch
                if not self._out:
                    return
                landed, _ = wait(self._out, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
                for each in landed:
                    lived = self._landed(each, self._out.pop(each))
                    if lived is not None:
                        yield lived
                if not landed and (wrong := self._trouble()) is not None:
                    raise WorkerError(wrong)
        finally:
            for each in self._out:
                each.cancel()

    def _next(self, setting: Setting, orders: Iterator[Orders], courses: tuple[str, ...]) -> Batch | None:
        if self._again:
            return self._again.popleft()
        blocks = tuple(islice(orders, self._blocks))
        return Batch(setting, blocks, courses) if blocks else None

    def _submit(self, batch: Batch) -> Future[Lived]:
        try:
            return self._executor.submit(self._task, batch)
        except RuntimeError as error:  # a pool that broke, or was shut down
            raise WorkerError(f"{self._lost} ({error})") from None

    def _landed(self, future: Future[Lived], batch: Batch) -> Lived | None:
        """What came of a batch; None where its blocks are tried again one by one."""
        try:
            lived = future.result()
        except (BrokenExecutor, CancelledError):
            raise WorkerError(self._lost) from None
        except WorkerError:
            raise
        except Exception as error:
            return self._killed(error, batch)
        seconds_of_a_block = max(lived.seconds / len(batch.blocks), 1e-6)
        self._blocks = max(1, min(2 * self._blocks, int(SECONDS_OF_A_BATCH / seconds_of_a_block)))
        return lived

    def _killed(self, error: Exception, batch: Batch) -> Lived | None:
        kind = type(error).__name__
        if kind not in _KILLERS:
            told = self._lost if kind in _GONE else f"a worker could not do its work ({kind}: {error})"
            raise WorkerError(told) from error
        if len(batch.blocks) > 1:
            self._again.extend(Batch(batch.setting, (each,), batch.courses, batch.model) for each in batch.blocks)
            return None
        words = f"its worker died, {TRIES + 1} times in a row"
        return Lived({}, tuple(Failure(order.run, words) for order in batch.blocks[0]), 0.0)
