"""Paired differences between offices on the same luck, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

NOTHING = float("nan")


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over seeds with its 95 % interval (Student's t); the ends are NaN with one seed."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float] | np.typing.NDArray[np.float64]) -> Interval:
    """The mean of one value a seed, with its interval."""
    from scipy.special import stdtrit

    array = np.asarray(values, dtype=np.float64)
    if len(array) < 2:
        return Interval(float(array.mean()) if len(array) else NOTHING, NOTHING, NOTHING)
    half = float(stdtrit(len(array) - 1, 0.975)) * float(array.std(ddof=1)) / float(np.sqrt(len(array)))
    return Interval(float(array.mean()), float(array.mean()) - half, float(array.mean()) + half)
