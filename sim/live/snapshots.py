"""Snapshots of the offices, from which any earlier day is lived again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers

MOST = 40
"""How many snapshots are kept at most."""

MOST_BYTES = 100_000_000
"""How much memory they may take together; five are kept in any case."""

FEWEST = 5

EVERY = 25
"""Days between two snapshots of the latest past."""

STATE = ("people", "ties", "office", "teams", "ledger_total")
"""What makes a morning: everything that outlives a day. The tables are planned anew."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The offices on the morning of a day."""

    day: int
    state: tuple[Numbers, ...]

    @property
    def lanes(self) -> int:
        """How many offices it holds."""
        return int(self.state[0].shape[-1])

    def held(self, name: str) -> Numbers:
        """One of :data:`STATE`; not to be written to."""
        return self.state[STATE.index(name)]


class Snapshots:
    """Snapshots by day: close together in the latest past, further apart long ago, the first day always."""

    def __init__(self) -> None:
        self.kept: list[Snapshot] = []

    def take(self, lanes: Lanes, day: int) -> None:
        """Take one, unless there is one of this day or of a day shortly before."""
        if self.kept and day < self.kept[-1].day + EVERY:
            return
        made = Snapshot(day, tuple(getattr(lanes, name).copy() for name in STATE))
        self.kept.append(made)
        size = sum(each.nbytes for each in made.state)
        while len(self.kept) > max(FEWEST, min(MOST, MOST_BYTES // max(1, size))):
            del self.kept[self._least_missed(day)]

    def before(self, day: int) -> Snapshot:
        """The latest snapshot of a day or earlier; there is always that of day 0."""
        return next(each for each in reversed(self.kept) if each.day <= day)

    def forget(self, day: int) -> None:
        """Forget what lies after a day."""
        self.kept = [each for each in self.kept if each.day <= day]

    def _least_missed(self, now: int) -> int:
        """The place whose neighbours lie closest together, by the square root of how long ago they are."""
        days = np.array([each.day for each in self.kept], dtype=np.float64)
        gaps = (days[2:] - days[:-2]) / np.sqrt(now - days[:-2])
        return 1 + int(gaps.argmin())
