"""Differences between runs and their twins, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.measures import MEASURES

CONFIDENCE = 0.95
"""Of all intervals that are told."""

NEARLY_NOTHING = 1e-6
"""Of a mean or a spread that is smaller, nothing is told in percent: what fades never quite gets to zero."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure with the policy and without.

    Attributes:
        twin: Mean of the twins.
        policy: Mean of the runs with the policy.
        difference: Mean of the paired differences, policy minus twin.
        low: Lower end of its interval; NaN from fewer than two pairs, which tell nothing of chance.
        high: Upper end.
        percent: The difference in percent of the twins' mean; NaN where that is nearly zero.
        effect: The difference in standard deviations of the twins from seed to seed (Glass's delta); NaN where they hardly
            vary. An office's mean varies little with luck, so this is large where people would notice little; it is no
            effect size between people.
        pairs: Pairs in which both sides have a value.
    """

    twin: float
    policy: float
    difference: float
    low: float
    high: float
    percent: float
    effect: float
    pairs: int

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out zero."""
        return bool(self.low > 0 or self.high < 0)


def paired_difference(policy: npt.ArrayLike, twin: npt.ArrayLike) -> Difference:
    """The mean difference of pairs and its interval by Student's t.

    Args:
        policy: A measure of the runs with the policy, shape (replications,); NaN where it has no value.
        twin: The same of their twins.
    """
    from scipy.special import stdtrit  # Student's t; scipy.stats would take a second to import

    ours, theirs = np.asarray(policy, dtype=np.float64), np.asarray(twin, dtype=np.float64)
    whole = np.isfinite(ours) & np.isfinite(theirs)
    ours, theirs = ours[whole], theirs[whole]
    n = len(ours)
    if n == 0:
        none = float("nan")
        return Difference(none, none, none, none, none, none, none, 0)
    gaps = ours - theirs
    mean, base = float(gaps.mean()), float(theirs.mean())
    low = high = effect = float("nan")
    if n > 1:
        reach = float(stdtrit(n - 1, 0.5 + CONFIDENCE / 2)) * float(gaps.std(ddof=1)) / float(np.sqrt(n))
        low, high = mean - reach, mean + reach
        spread = float(theirs.std(ddof=1))
        effect = mean / spread if spread > NEARLY_NOTHING else float("nan")
    percent = 100.0 * mean / abs(base) if abs(base) > NEARLY_NOTHING else float("nan")
    return Difference(base, float(ours.mean()), mean, low, high, percent, effect, n)


def differences(table: pd.DataFrame) -> dict[str, Difference]:
    """Every measure's paired difference.

    Args:
        table: A tidy table of one design point (:func:`sim.experiment.tidy`).
    """
    return {name: paired_difference(table[name], table[f"twin_{name}"]) for name in MEASURES}
