"""The day from which animosity has eaten the gain in productivity.

Net gain of a week, mean over the pairs of runs and their twins:

    net(w) = 100 · (productivity(w) − twin's productivity(w)) / twin's mean productivity
             − price · (animosity(w) − twin's animosity(w))

in percent of productivity. With net₂₅ the mean of the last five weeks (25 days), which takes out the noise of single
weeks, the break-even day is the first day of the week from which on net₂₅ stays at or below zero to the end of the run,
after it has been above zero since the policy began. There is none where there never was a gain, or where it lasts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.experiment.blocks import WEEK

DAYS_OF_A_MEAN = 25
"""Days over which the net gain is averaged."""

Array = npt.NDArray[np.float64]


def mean_courses(table: pd.DataFrame) -> tuple[Array, Array]:
    """The mean paired courses of one design point.

    Args:
        table: A tidy table of one design point.

    Returns:
        Gain of productivity in percent of the twins' mean, and rise of animosity, each of shape (weeks,).
    """
    work, twin_work = _stacked(table["productivity_by_week"]), _stacked(table["twin_productivity_by_week"])
    grudge, twin_grudge = _stacked(table["animosity_by_week"]), _stacked(table["twin_animosity_by_week"])
    base = float(np.nanmean(twin_work)) if np.isfinite(twin_work).any() else float("nan")
    gain = _mean(work - twin_work)
    return (100.0 * gain / base if base > 0 else np.full_like(gain, np.nan)), _mean(grudge - twin_grudge)


def break_even_day(gain: npt.ArrayLike, rise: npt.ArrayLike, start: int, price: float) -> int | None:
    """The break-even day, as this module's text defines it.

    Args:
        gain: Gain of productivity by week, in percent of the twin's mean, shape (weeks,).
        rise: Rise of animosity by week, shape (weeks,).
        start: Day on which the policy begins.
        price: Percent of productivity per unit of animosity.

    Returns:
        A day, the first of its week, or None.
    """
    net = np.asarray(gain, dtype=np.float64) - price * np.asarray(rise, dtype=np.float64)
    width, first = DAYS_OF_A_MEAN // WEEK, start // WEEK
    if len(net) - first < width or not np.isfinite(net).all():
        return None
    mean = np.convolve(net, np.full(width, 1.0 / width), mode="valid")  # mean[k] ends with week k + width - 1
    since = mean[max(0, first - width + 1) :]
    above = np.flatnonzero(since > _NOTHING)
    if not len(above) or above[-1] == len(since) - 1:
        return None
    week = max(0, first - width + 1) + int(above[-1]) + 1 + width - 1
    return week * WEEK


def break_even_of(table: pd.DataFrame, start: int, price: float) -> int | None:
    """The break-even day of one design point, from its tidy table."""
    return break_even_day(*mean_courses(table), start, price)


_NOTHING = 1e-9
"""Percent: less than this is rounding, not a gain."""


def _stacked(courses: pd.Series[Any]) -> Array:
    return np.stack([np.asarray(each, dtype=np.float64) for each in courses])


def _mean(courses: Array) -> Array:
    """Mean over the runs that have a value in a week; NaN where none has."""
    counted = np.isfinite(courses)
    total, count = np.where(counted, courses, 0.0).sum(axis=0), counted.sum(axis=0)
    made: Array = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return made
