"""Where an outcome that is known only with chance changes its sign: bisection on paired, replicated runs.

A point is *sure* when the interval of its mean leaves out zero. The search first looks at a few evenly spaced points, ends
included; between two neighbouring sure points of unlike sign lies a tipping point. That bracket is then narrowed: its
middle is tried, and replications are doubled there as long as the sign is not sure, up to a most. Where they run out,
the search goes on from both sides towards the points that stay unsure, so that the bracket ends as the tipping point's
interval: its two ends have surely unlike signs, and the outcome, which is continuous, crosses zero in between.

Many intervals are looked at, so each is wider than 95 %: the share that may miss is divided by the number of looks that
a search can take (Bonferroni's correction). An interval therefore misses in at most 5 % of searches, as far as Student's
t holds for the means. Two crossings between neighbouring points of the first look are not seen; a finer first look sees them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sim.analysis.paired import CONFIDENCE

Array = npt.NDArray[np.float64]

Ask = Callable[[Sequence[float], int], list[Array]]
"""Answers, for some values and a number of replications, each value's outcomes, of shape (replications,)."""


@dataclass(frozen=True, slots=True)
class Look:
    """One value that was looked at.

    Attributes:
        value: The factor's value.
        mean: The mean outcome.
        low: Lower end of its interval, corrected for all looks.
        high: Upper end.
        replications: Runs behind it.
    """

    value: float
    mean: float
    low: float
    high: float
    replications: int

    @property
    def sign(self) -> int:
        """1 or -1 where the sign is sure, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


@dataclass(frozen=True, slots=True)
class Crossing:
    """A tipping point.

    Attributes:
        value: Where the means cross zero, on a straight line between neighbouring looks.
        low: The factor surely stands on one side of the tipping point here, and
        high: on the other side here.
        falls: Whether the outcome falls below zero there, rather than rises above it.
    """

    value: float
    low: float
    high: float
    falls: bool


@dataclass(frozen=True)
class Plan:
    """How to search.

    Attributes:
        low: The range's lower end.
        high: Its upper end.
        first: Values of the first look, ends included.
        width: The bracket is narrow enough when it is this share of the range.
        replications: Runs at each value.
        most: Runs at a value whose sign is not sure, at most.
    """

    low: float
    high: float
    first: int = 5
    width: float = 0.01
    replications: int = 8
    most: int = 32

    @property
    def looks(self) -> int:
        """The looks that a search for one crossing can take: values times the times that replications are added."""
        halvings = math.ceil(math.log2(1.0 / (self.width * (self.first - 1)))) + 1
        return (self.first + 2 * halvings) * (math.ceil(math.log2(max(1.0, self.most / self.replications))) + 1)

    def told(self) -> dict[str, float]:
        """The plan as JSON data."""
        return asdict(self)


@dataclass
class Search:
    """A search that is going on: feed :meth:`wanted` values with outcomes until none is wanted.

    Attributes:
        plan: How to search.
        looks: What was looked at, by value.
    """

    plan: Plan
    looks: dict[float, Look] = field(default_factory=dict)

    def wanted(self) -> list[tuple[float, int]]:
        """The values to look at next, each with the number of runs that it is to have; none when all is done."""
        plan = self.plan
        if not self.looks:
            return [(float(each), plan.replications) for each in np.linspace(plan.low, plan.high, plan.first)]
        if more := [
            (each.value, min(plan.most, 2 * each.replications))
            for each in self._ordered()
            if each.sign == 0 and each.replications < plan.most and self._matters(each)
        ]:
            return more
        return [(value, plan.replications) for low, high in self.brackets() for value in self._inside(low, high)]

    def tell(self, value: float, outcomes: Array) -> None:
        """Take in the outcomes at a value, all of them, shape (replications,); those that have no value do not count."""
        from scipy.special import stdtrit  # as in sim.analysis.paired

        known = outcomes[np.isfinite(outcomes)]
        count = len(known)
        if count < 2:
            self.looks[value] = Look(value, math.nan, -math.inf, math.inf, len(outcomes))
            return
        tail = (1.0 - CONFIDENCE) / 2 / self.plan.looks
        mean = float(known.mean())
        reach = float(stdtrit(count - 1, 1.0 - tail)) * float(known.std(ddof=1)) / math.sqrt(count)
        self.looks[value] = Look(value, mean, mean - reach, mean + reach, len(outcomes))

    def brackets(self) -> list[tuple[float, float]]:
        """Neighbouring sure values of unlike sign."""
        sure = [each for each in self._ordered() if each.sign != 0]
        return [(one.value, other.value) for one, other in pairwise(sure) if one.sign != other.sign]

    def crossings(self) -> list[Crossing]:
        """The tipping points that were found, with their intervals."""
        return [
            Crossing(self._crossing(low, high), low, high, self.looks[low].sign > 0) for low, high in self.brackets()
        ]

    def _ordered(self) -> list[Look]:
        return [self.looks[each] for each in sorted(self.looks)]

    def _matters(self, look: Look) -> bool:
        """Whether a value that is not sure is worth more runs: not where the bracket around it is narrow already."""
        around = [(low, high) for low, high in self.brackets() if low < look.value < high]
        return not around or any(high - low > self._narrow for low, high in around)

    @property
    def _narrow(self) -> float:
        return self.plan.width * (self.plan.high - self.plan.low)

    def _inside(self, low: float, high: float) -> list[float]:
        """Where to look within a bracket: its middle, or, around values that stay unsure, the middles beside them."""
        if high - low <= self._narrow:
            return []
        unsure = [each for each in sorted(self.looks) if low < each < high]
        if not unsure:
            return [(low + high) / 2]
        gaps = [(low, unsure[0]), (unsure[-1], high)]
        return [(start + end) / 2 for start, end in gaps if end - start > self._narrow / 2]

    def _crossing(self, low: float, high: float) -> float:
        """Where the line through the means in a bracket first crosses zero."""
        own = [each for each in self._ordered() if low <= each.value <= high and math.isfinite(each.mean)]
        for one, other in pairwise(own):
            if one.mean * other.mean <= 0 and one.mean != other.mean:
                return one.value + (other.value - one.value) * one.mean / (one.mean - other.mean)
        return (low + high) / 2


def in_words(search: Search) -> str:
    """What a search found."""
    found = search.crossings()
    plan = search.plan
    within = f"between {plan.low:g} and {plan.high:g}"
    if found:
        told = [
            f"{'falls below' if each.falls else 'rises above'} zero at {each.value:.3g} "
            f"(surely between {each.low:.3g} and {each.high:.3g})"
            for each in found
        ]
        return " and ".join(told)
    signs = {each.sign for each in search.looks.values()}
    if signs == {1}:
        return f"no tipping {within}: above zero at every value looked at"
    if signs == {-1}:
        return f"no tipping {within}: below zero at every value looked at"
    if signs == {0}:
        return f"whether it tips {within} cannot be told: its sign is nowhere sure; take more --most-replications"
    side = "above" if 1 in signs else "below"
    unsure = ", ".join(f"{each.value:.3g}" for each in search.looks.values() if each.sign == 0)
    return f"no tipping was found {within}: {side} zero where it is sure, not sure at {unsure}"
