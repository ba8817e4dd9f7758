"""Whoever keeps outcomes, and how far an experiment has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sim.experiment.batches import Failure
from sim.experiment.blocks import Columns
from sim.experiment.points import Numbers


class Keeper(Protocol):
    """Whoever keeps outcomes, such as :class:`sim.store.Results`; it is called from one thread only."""

    def finished(self) -> Numbers:
        """The numbers of the runs that are kept already, shape (runs,)."""

    def failed(self) -> Numbers:
        """The numbers of the runs that failed before, shape (runs,)."""

    def keep(self, rows: Columns) -> None:
        """Keep the outcomes of some runs, as :func:`sim.experiment.columns` lays them out."""

    def fail(self, failures: Sequence[Failure]) -> None:
        """Keep what is known of runs that failed."""

    def flush(self) -> None:
        """Put away what is still in hand."""


class MemoryKeeper:
    """Keeps outcomes in memory, for experiments too small for a folder."""

    def __init__(self) -> None:
        self._rows: list[Columns] = []
        self.failures: dict[int, Failure] = {}

    def finished(self) -> Numbers:
        """The runs that are kept already."""
        return np.concatenate([np.zeros(0, dtype=np.int64), *(each["run"] for each in self._rows)]).astype(np.int64)

    def failed(self) -> Numbers:
        """The runs that failed before."""
        return np.array(sorted(self.failures), dtype=np.int64)

    def keep(self, rows: Columns) -> None:
        """Keep the outcomes of some runs."""
        self._rows.append({name: np.asarray(values) for name, values in rows.items()})

    def fail(self, failures: Sequence[Failure]) -> None:
        """Keep what is known of runs that failed."""
        self.failures.update({each.run: each for each in failures})

    def rows(self) -> Columns:
        """All that is kept, in the order in which it came."""
        if not self._rows:
            return {}
        return {name: np.concatenate([each[name] for each in self._rows]) for name in self._rows[0]}

    def flush(self) -> None:
        """Nothing is in hand."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an experiment has come.

    Attributes:
        before: Runs that were there before.
        done: Runs done now.
        runs: Runs in all.
        failed: Runs that failed, now or before, and are not tried again.
    """

    before: int
    done: int
    runs: int
    failed: int = 0
