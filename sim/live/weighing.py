"""What the policy has brought so far, in this one pair of offices.

As in :mod:`sim.analysis.break_even`, the net gain is the gain of productivity in percent of the twin's mean, less the
price of the rise of animosity; it is averaged over 25 days, and its break-even day is the first day from which on that
mean stays at or below zero, after it had been above. Of a single pair nobody can say what chance has done, so what is
said here is said of this pair and of no other: :mod:`sim.analysis` asks for many pairs.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis import DAYS_OF_A_MEAN, Price
from sim.analysis.verdict import signed
from sim.quantity import quantities

if TYPE_CHECKING:
    from sim.lanes import Numbers
    from sim.live.side import Seen

PRICE = next(quantities(Price)).default
"""Percent of productivity per unit of animosity."""

SHARE_ABOVE = 0.5
"""The mean net gain, in percent, that counts as a gain that was there; less is lost in what a day brings."""


def weigh(policy: Seen, twin: Seen) -> dict[str, Any]:
    """The message ``verdict``: gain and price of the last 25 days in percent, the break-even day, and all in words.

    Args:
        policy: The office with the policy, or the first run.
        twin: The office that it is measured against.
    """
    work, twin_work = policy.course("productivity"), twin.course("productivity")
    grudge, twin_grudge = policy.course("animosity"), twin.course("animosity")
    days = slice(max(0, len(work) - DAYS_OF_A_MEAN), len(work))
    base = _mean(twin_work)
    gain = _percent(_mean(work[days] - twin_work[days]), base)
    rise = _mean(grudge[days] - twin_grudge[days])
    price = PRICE * rise if math.isfinite(rise) else math.nan
    net = _running(100.0 * (work - twin_work) / base - PRICE * (grudge - twin_grudge)) if base > 0 else np.empty(0)
    day = gone_on(net)
    return {
        "is": "verdict",
        "gain": _finite(gain),
        "price": _finite(price),
        "rise": _finite(rise),
        "net": _finite(gain - price),
        "break_even_day": day,
        "text": _in_words(gain, rise, price, day, policy.day),
    }


def gone_on(net: Numbers) -> int | None:
    """The break-even day of one course of net gains that are means over 25 days, the first of days 0 to 24.

    None where the gain was never there, or still is.
    """
    above = np.flatnonzero(net > 0.0)
    if not (net > SHARE_ABOVE).any() or not len(above) or above[-1] == len(net) - 1:
        return None
    return int(above[-1]) + DAYS_OF_A_MEAN


def _running(values: Numbers) -> Numbers:
    """Means over 25 days: (days,) to (days − 24,); days without a value count as no difference."""
    if len(values) < DAYS_OF_A_MEAN:
        return np.empty(0)
    added = np.cumsum(np.concatenate([[0.0], np.nan_to_num(values)]))
    means: Numbers = (added[DAYS_OF_A_MEAN:] - added[:-DAYS_OF_A_MEAN]) / DAYS_OF_A_MEAN
    return means


def _in_words(gain: float, rise: float, price: float, day: int | None, lived: int) -> str:
    if not (math.isfinite(gain) and math.isfinite(rise)):
        return "Nothing has happened yet."
    over = min(lived, DAYS_OF_A_MEAN)
    words = (
        f"In this one pair of offices, over the last {over} days: productivity {signed(f'{gain:+.1f}')} % against the office"
        f" without, animosity {signed(f'{rise:+.3f}')}. At {PRICE:g} % per unit of animosity that is"
    )
    net = gain - price
    words += " even." if abs(net) < 0.05 else f" a {'gain' if net > 0 else 'loss'} of {abs(net):.1f} %."
    return words + (f" The gain that there was has been gone since day {day}." if day is not None else "")


def _mean(values: Numbers) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else math.nan


def _percent(difference: float, base: float) -> float:
    return 100.0 * difference / base if base > 0 else math.nan


def _finite(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None
