"""What the policy has brought so far, in this one pair of offices.

The net gain is the gain of productivity in percent of the twin's, less the price of the rise of animosity, both as means
over 25 days, which is what the charts of the page draw. The break-even day is the first day from which on it stays at or
below zero, after it had been above. :mod:`sim.analysis.break_even` divides by the twin's mean over the whole run, which a
run that goes on does not know yet: a day that has been told must not move with every day that follows. Of a single pair
nobody can say what chance has done, so what is said here is said of this pair and of no other: :mod:`sim.analysis` asks
for many pairs. On the scenario's last day it is said over the last quarter of its days, which is what ``sim compare`` counts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis import DAYS_OF_A_MEAN, Price
from sim.analysis.verdict import signed
from sim.measures import last_quarter
from sim.quantity import quantities

if TYPE_CHECKING:
    from sim.lanes import Numbers
    from sim.live.side import Seen

PRICE = next(quantities(Price)).default
"""Percent of productivity per unit of animosity."""

SHARE_ABOVE = 0.5
"""The mean net gain, in percent, that counts as a gain that was there; less is lost in what a day brings."""


def weigh(policy: Seen, twin: Seen, last_day: int | None = None) -> dict[str, Any]:
    """The message ``verdict``: gain and price of the last 25 days in percent, the break-even day, and all in words.

    Args:
        policy: The office with the policy, or the first run.
        twin: The office that it is measured against.
        last_day: The day with which the scenario ends: on it, the words are those of the last quarter.
    """
    work, twin_work = _running(policy.course("productivity")), _running(twin.course("productivity"))
    grudge, twin_grudge = _running(policy.course("animosity")), _running(twin.course("animosity"))
    with np.errstate(divide="ignore", invalid="ignore"):
        gains = np.where(twin_work > 0.0, 100.0 * (work / twin_work - 1.0), np.nan)
    rises = grudge - twin_grudge
    gain, rise = (float(each[-1]) if len(each) else math.nan for each in (gains, rises))
    price = PRICE * rise
    whole = slice(DAYS_OF_A_MEAN - 1, None)
    day = gone_on(np.nan_to_num(gains - PRICE * rises)[whole])
    if policy.day == last_day:
        words = _at_the_end(policy, twin)
    else:
        words = _in_words(gain, rise, day, policy.day)
    return {
        "is": "verdict",
        "gain": _finite(gain),
        "price": _finite(price),
        "rise": _finite(rise),
        "net": _finite(gain - price),
        "break_even_day": day,
        "text": words,
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
    """The mean of the 25 days up to each day, as far as there are values: (days,); NaN where there is none."""
    known = np.isfinite(values)
    sums, counts = (np.cumsum(np.concatenate([[0.0], each])) for each in (np.where(known, values, 0.0), known))
    last = np.arange(1, len(values) + 1)
    first = np.maximum(0, last - DAYS_OF_A_MEAN)
    count = counts[last] - counts[first]
    means: Numbers = np.where(count > 0, (sums[last] - sums[first]) / np.maximum(count, 1.0), np.nan)
    return means


def _at_the_end(policy: Seen, twin: Seen) -> str:
    """What the whole run says, counted as ``sim compare`` counts it."""
    (work, twin_work), (grudge, twin_grudge) = (
        [float(last_quarter(each.course(name))) for each in (policy, twin)] for name in ("productivity", "animosity")
    )
    if not (twin_work > 0.0 and math.isfinite(work + grudge + twin_grudge)):
        return f"Day {policy.day} is the last day of this scenario. Hardly any work was finished in its last quarter."
    gain, rise = 100.0 * (work / twin_work - 1.0), grudge - twin_grudge
    return (
        f"The last day of this scenario. In this one pair of offices, over its last quarter (as sim compare counts):"
        f" productivity {work:.4f} against {twin_work:.4f}, {_balance(gain, rise)}"
    )


def _balance(gain: float, rise: float) -> str:
    """A gain in percent and a rise of animosity, and what is left when the one is paid with the other."""
    done = f"{abs(gain):.1f} % {'more' if gain > 0 else 'less'} work done with the policy than without"
    net = gain - PRICE * rise
    balance = "even" if abs(net) < 0.05 else f"a {'gain' if net > 0 else 'loss'} of {abs(net):.1f} %"
    felt = f"animosity {signed(f'{rise:+.3f}')}"
    return f"{done}, {felt}. If 0.01 of animosity costs {PRICE / 100.0:g} % of work, that is {balance}."


def _in_words(gain: float, rise: float, day: int | None, lived: int) -> str:
    if not lived:
        return "Nothing has happened yet. The two offices are the same: the same people, the same work, the same luck."
    if not (math.isfinite(gain) and math.isfinite(rise)):
        return "Nobody has finished any work yet."
    if gain == 0.0 and rise == 0.0:
        return "So far the two offices are the same: the same people, the same work, the same luck."
    over = min(lived, DAYS_OF_A_MEAN)
    words = f"In this one pair of offices, over the last {over} days: {_balance(gain, rise)}"
    return words + (f" Not worth its price since day {day}." if day is not None else "")


def _finite(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None
