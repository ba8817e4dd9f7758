"""The satisfaction of each department's own customers, which the model keeps for the organization as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.mechanisms import K
from sim.mechanisms.customers import got
from sim.state import P

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers


class DepartmentCustomers:
    """Follows what each department's customers get of it, by the law by which the organization's satisfaction follows.

    What moves all customers, whatever anybody here does (the coefficient ``fashion``), concerns the organization as a
    whole and is left out.

    Attributes:
        satisfaction: On each evening so far, shape (departments,) each; NaN where nobody faces customers.
    """

    def __init__(self, lanes: Lanes) -> None:
        c = lanes.coefficients[:, 0]
        self._got = tuple(float(c[K[name]]) for name in ("quality_weight", "speed_half", "lost_weight"))
        self._learning = float(c[K.satisfaction_learning])
        faced = self._sums(lanes, np.ones(lanes.people.shape[1])) > 0.0
        self._felt = np.where(faced, float(c[K.benchmark]), np.nan)
        self.satisfaction: list[Numbers] = []

    @staticmethod
    def _sums(lanes: Lanes, values: Numbers) -> Numbers:
        sums = np.bincount(lanes.department, lanes.people[P.facing, :, 0] * values, lanes.tally.shape[2])
        return sums.astype(np.float64, copy=False)

    def add(self, lanes: Lanes) -> None:
        """Take in the day that was just lived."""
        people = lanes.people[:, :, 0]
        finished, lost, open_cases = (self._sums(lanes, people[row]) for row in (P.finished, P.lost, P.workload))
        quality = self._sums(lanes, people[P.finished] * people[P.workmanship])
        felt = self._felt.copy()
        for d in np.flatnonzero(finished + lost > 0.0):
            per = max(finished[d], 1e-9)
            came = got(quality[d] / per, open_cases[d] / per, lost[d] / (finished[d] + lost[d]), *self._got)
            felt[d] += self._learning * (came - felt[d])
        self._felt = felt
        self.satisfaction.append(felt)
