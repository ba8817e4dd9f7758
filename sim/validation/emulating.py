"""An emulator: what figures and patterns do when coefficients move, learned from a few hundred runs of worlds around a centre.

One regularised linear regression for each figure and each claim (Bayesian ridge regression), on moves in half plausible
ranges. A run takes seconds and a prediction microseconds, so that the best values can be searched for among predictions
and only checked by runs: history matching, with one emulator a wave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.validation.claims import CLAIMS
from sim.validation.fitting import MOST_MISS, PRIOR_WEIGHT, Seen, half_range
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS

Array = npt.NDArray[np.float64]

SURE = 0.05
"""The probability that chance alone tells any coefficient apart, all comparisons considered."""

_FIGURE = np.array([each.figure for each in TARGETS])
_ABOVE = np.array([each.high - each.figure for each in TARGETS])
_BELOW = np.array([each.figure - each.low for each in TARGETS])
_LIMIT = np.array([each.limit for each in CLAIMS])
_DIRECTION = np.array([each.direction for each in CLAIMS])
_UNIT = np.array([max(abs(each.limit - each.zero), 0.01) for each in CLAIMS])


@dataclass(frozen=True)
class Emulator:
    """What each statistic does when coefficients move.

    Attributes:
        names: The coefficients.
        level: The statistics where nothing is moved, shape (statistics,): figures first, then claims.
        slopes: Their change per half plausible range, shape (statistics, coefficients).
        skill: The share of their variance over worlds that is predicted for worlds that were left out, (statistics,).
        told: The probability that chance alone makes so strong a correlation, (statistics, coefficients).
    """

    names: tuple[str, ...]
    level: Array
    slopes: Array
    skill: Array
    told: Array

    def predict(self, moves: Array) -> Array:
        """The statistics of worlds, shape (worlds, statistics), from their moves, (worlds, coefficients)."""
        made: Array = self.level + moves @ self.slopes.T
        return made

    def losses(self, moves: Array) -> Array:
        """The loss of worlds, prior included, from their moves, (worlds, coefficients)."""
        shown = self.predict(moves)
        gap = shown[:, : len(TARGETS)] - _FIGURE
        missed = np.minimum(np.where(gap > 0, gap / _ABOVE, -gap / _BELOW), MOST_MISS)
        lacking = np.clip(_DIRECTION * (_LIMIT - shown[:, len(TARGETS) :]) / _UNIT, 0.0, 2.0)
        loss: Array = (missed**2).sum(axis=1) + (lacking**2).sum(axis=1) + PRIOR_WEIGHT * (moves**2).sum(axis=1)
        return loss

    def telling(self) -> dict[str, list[str]]:
        """By coefficient the figures and patterns that it moves beyond chance."""
        labels = [each.number for each in TARGETS] + [f"pattern {each.pattern}" for each in CLAIMS]
        limit = SURE / self.told.size
        return {
            name: sorted({label for label, p in zip(labels, self.told[:, k], strict=True) if p < limit})
            for k, name in enumerate(self.names)
        }


def moves_of(values: Mapping[str, float], names: Sequence[str]) -> Array:
    """How far each coefficient is from its declared value, in half plausible ranges; shape (coefficients,)."""
    return np.array(
        [
            (values.get(n, COEFFICIENTS[n].default) - COEFFICIENTS[n].default) / half_range(COEFFICIENTS[n])
            for n in names
        ]
    )


def values_of(moves: Array, names: Sequence[str]) -> dict[str, float]:
    """The values that moves lead to, cut to the plausible ranges."""
    found = {}
    for name, move in zip(names, moves, strict=True):
        each = COEFFICIENTS[name]
        low, high = each.plausible
        found[name] = float(min(high, max(low, each.default + float(move) * half_range(each))))
    return found


def reach(names: Sequence[str]) -> Array:
    """The moves that plausible ranges allow, downwards and upwards, shape (2, coefficients)."""
    return np.array(
        [
            [(COEFFICIENTS[n].plausible[side] - COEFFICIENTS[n].default) / half_range(COEFFICIENTS[n]) for n in names]
            for side in (0, 1)
        ]
    )


def emulate(names: Sequence[str], worlds: Sequence[Mapping[str, float]], seen: Sequence[Seen]) -> Emulator:
    """Learn from runs.

    Args:
        names: The coefficients that were moved.
        worlds: The values of each world.
        seen: What was seen of it, each on a seed of its own, so that chance averages out.
    """
    from scipy import stats
    from sklearn.linear_model import BayesianRidge
    from sklearn.model_selection import cross_val_predict

    moves = np.array([moves_of(each, names) for each in worlds])
    shown = np.array([[*each.figures, *each.claims] for each in seen])
    level, skill = np.zeros((2, shown.shape[1]))
    slopes = np.zeros((shown.shape[1], len(names)))
    told = np.ones_like(slopes)
    for row in range(shown.shape[1]):
        known = np.isfinite(shown[:, row])
        x, y = moves[known], shown[known, row]
        if len(y) < 10 or np.ptp(y) < 1e-12:
            level[row] = float(y.mean()) if len(y) else 0.0
            continue
        fitted = BayesianRidge().fit(x, y)
        level[row], slopes[row] = float(fitted.intercept_), fitted.coef_
        left_out = cross_val_predict(BayesianRidge(), x, y, cv=5)
        skill[row] = 1.0 - float(((y - left_out) ** 2).mean() / y.var())
        r = np.corrcoef(x.T, y)[-1, :-1]
        t = np.abs(r) * np.sqrt((len(y) - 2.0) / np.maximum(1e-12, 1.0 - r**2))
        told[row] = 2.0 * stats.t.sf(t, len(y) - 2)
    return Emulator(tuple(names), level, slopes, skill, np.nan_to_num(told, nan=1.0))


def best(emulator: Emulator, searched: Sequence[str], within: float, around: Array, seed: int = 1) -> Array:
    """The moves of least predicted loss.

    Args:
        emulator: The emulator.
        searched: The coefficients that may move; the others stay where they are declared.
        within: How far from ``around``, in half plausible ranges: beyond its runs an emulator knows nothing.
        around: Moves to stay near, shape (coefficients,).
        seed: Seed of the search.
    """
    from scipy.optimize import Bounds, differential_evolution, minimize

    free = np.array([name in searched for name in emulator.names])
    low, high = reach(emulator.names)
    low, high = np.maximum(low, around - within)[free], np.minimum(high, around + within)[free]
    if not free.any():
        return np.zeros(len(free))

    def whole(part: Array) -> Array:
        made = np.zeros((np.atleast_2d(part).shape[0], len(free)))
        made[:, free] = part
        return made

    def loss(part: Array) -> float:
        return float(emulator.losses(whole(part))[0])

    def losses(columns: Array) -> Any:  # SciPy's annotations know single points only
        return emulator.losses(whole(columns.T))

    found = differential_evolution(
        losses, Bounds(low, high), rng=seed, maxiter=200, popsize=8, vectorized=True, updating="deferred",
        x0=np.clip(around[free], low, high), tol=1e-6, polish=False,
    )  # fmt: skip
    polished = minimize(loss, found.x, bounds=Bounds(low, high), method="L-BFGS-B")
    chosen: Array = whole(polished.x if polished.fun < found.fun else found.x)[0]
    return chosen
