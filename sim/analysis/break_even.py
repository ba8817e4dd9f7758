"""The day from which a gain that was there is gone for good.

Net gain of a pair, a run and its twin, in a week:

    net(w) = 100 · (productivity(w) − twin's productivity(w)) / twin's mean productivity
             − price · (animosity(w) − twin's animosity(w))

in percent of productivity; its mean over five weeks (25 days) takes out the noise of single weeks. The break-even day
is the first day of the last week of the first such window from which on the mean over the pairs stays at or below zero
to the end of the run, provided that there was a gain before: a window since the policy began whose net gain is surely
above zero, by the lower end of the paired 95 % interval. There is none where a gain was never sure, or where it lasts.

A run has many windows, and of many intervals some miss by chance: with 150 weeks of mere noise, a window that looks
sure turns up more often than not. So the 95 % are those of all windows together: the share that may miss is divided by
the number of windows that do not overlap
(Bonferroni's correction). One pair tells nothing of chance, and so has no break-even day.

Whether it was animosity that has eaten the gain, or productivity itself that fell, says :mod:`sim.analysis.verdict`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.paired import CONFIDENCE
from sim.experiment.blocks import WEEK

DAYS_OF_A_MEAN = 25
"""Days over which the net gain is averaged."""

Array = npt.NDArray[np.float64]


def paired_courses(table: pd.DataFrame) -> tuple[Array, Array]:
    """The paired courses of one design point.

    Args:
        table: A tidy table of one design point.

    Returns:
        Gain of productivity in percent of each twin's mean, and rise of animosity, each of shape (pairs, weeks); NaN
        where a side has no value.
    """
    work, twin_work = _stacked(table["productivity_by_week"]), _stacked(table["twin_productivity_by_week"])
    grudge, twin_grudge = _stacked(table["animosity_by_week"]), _stacked(table["twin_animosity_by_week"])
    base = _mean(twin_work.T)[:, np.newaxis]
    gain = np.divide(100.0 * (work - twin_work), base, out=np.full(work.shape, np.nan), where=base > 0)
    return gain, grudge - twin_grudge


def break_even_day(gain: npt.ArrayLike, rise: npt.ArrayLike, start: int, price: float) -> int | None:
    """The break-even day, as this module's text defines it.

    Args:
        gain: Gain of productivity of each pair by week, in percent of the twin's mean, shape (pairs, weeks).
        rise: Rise of animosity of each pair by week, shape (pairs, weeks).
        start: Day on which the policy begins.
        price: Percent of productivity per unit of animosity.

    Returns:
        A day, the first of its week, or None. None too with fewer than two pairs, where fewer than 25 days are left
        from the policy's first week on, and where in some of them fewer than two pairs have a value.
    """
    net = np.asarray(gain, dtype=np.float64) - price * np.asarray(rise, dtype=np.float64)
    width, first = DAYS_OF_A_MEAN // WEEK, start // WEEK
    if net.shape[1] - first < width:
        return None
    windows = np.lib.stride_tricks.sliding_window_view(net[:, first:], width, axis=1).mean(axis=2)
    mean = _mean(windows)
    lowest = _lower_ends(windows, mean, tests=-(-(net.shape[1] - first) // width))
    if not np.isfinite(lowest).all():
        return None
    sure, above = np.flatnonzero(lowest > _ROUNDING), np.flatnonzero(mean > _ROUNDING)
    if not len(sure) or above[-1] == len(mean) - 1:  # what is surely above zero is above it
        return None
    return (first + int(above[-1]) + width) * WEEK  # the window after the last above ends with this week


def break_even_interval(
    gain: npt.ArrayLike, rise: npt.ArrayLike, start: int, price: float
) -> tuple[int, int | None] | None:
    """The interval of the break-even day, by bootstrap over the pairs; ask only where there is such a day.

    A thousand times as many pairs are drawn as there are, with replacement, always the same ones for the same number of
    pairs; each time the day is the one after the last window in which the mean net gain is above zero. Few pairs make the
    interval too narrow, as with every bootstrap.

    Args:
        gain: As for :func:`break_even_day`.
        rise: As for :func:`break_even_day`.
        start: As for :func:`break_even_day`.
        price: As for :func:`break_even_day`.

    Returns:
        The lower and the upper end; None for an upper end that the run's days do not reach, and None instead of both
        where there is no break-even day.
    """
    if break_even_day(gain, rise, start, price) is None:
        return None
    net = np.asarray(gain, dtype=np.float64) - price * np.asarray(rise, dtype=np.float64)
    width, first = DAYS_OF_A_MEAN // WEEK, start // WEEK
    windows = np.lib.stride_tricks.sliding_window_view(net[:, first:], width, axis=1).mean(axis=2)
    pairs = len(windows)
    drawn = np.random.default_rng(0).integers(pairs, size=(_RESAMPLES, pairs))
    above = np.stack([_mean(windows[each]) for each in drawn]) > _ROUNDING
    last = np.where(above.any(axis=1), above.shape[1] - 1 - np.argmax(above[:, ::-1], axis=1), -1)
    days = np.where(last == above.shape[1] - 1, np.inf, (first + last + width) * WEEK)
    low, high = np.quantile(days, [0.5 - CONFIDENCE / 2, 0.5 + CONFIDENCE / 2], method="nearest")
    return int(min(low, net.shape[1] * WEEK)), int(high) if np.isfinite(high) else None


_RESAMPLES = 1000
"""Times that the pairs are drawn again."""


def break_even_of(table: pd.DataFrame, start: int, price: float) -> int | None:
    """The break-even day of one design point, from its tidy table."""
    return break_even_day(*paired_courses(table), start, price)


_ROUNDING = 1e-9
"""Percent: an exact zero may come out as this much more or less by rounding."""


def _lower_ends(windows: Array, mean: Array, tests: int) -> Array:
    """Lower end of each window's interval over the pairs, all sure together: (pairs, windows) to (windows,)."""
    from scipy.special import stdtrit  # as in sim.analysis.paired

    count = np.isfinite(windows).sum(axis=0)
    gaps = np.where(np.isfinite(windows), windows - mean, 0.0)
    made = np.full(len(mean), np.nan)
    told = count > 1
    error = np.sqrt((gaps[:, told] ** 2).sum(axis=0) / (count[told] - 1) / count[told])
    made[told] = mean[told] - stdtrit(count[told] - 1, 1.0 - (1.0 - CONFIDENCE) / 2.0 / tests) * error
    return made


def _stacked(courses: pd.Series[Any]) -> Array:
    return np.stack([np.asarray(each, dtype=np.float64) for each in courses])


def _mean(values: Array) -> Array:
    """Mean over the first axis of what has a value; NaN where nothing has."""
    counted = np.isfinite(values)
    total, count = np.where(counted, values, 0.0).sum(axis=0), counted.sum(axis=0)
    made: Array = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return made
