"""What calibration aims at: one number a figure, one a claim of a pattern, each with how far it may be missed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sim.validation.claims import CLAIMS
from sim.validation.fitting import Seen, half_range
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS

Array = npt.NDArray[np.float64]

MIDDLE = 1.2816
"""Standard deviations within which the middle 80 % of a normal distribution lie: what is accepted of a figure."""

RATIOS = ("C4b", "C10", "Q1")
"""Figures that are ratios, and are compared as logarithms."""

SPARE = 0.5
"""By so much of its size a claim is to be met beyond its limit, so that chance does not undo it."""

CLAIM_DEVIATION = 0.3
"""The standard deviation that a claim allows: at twice that, four tenths of its size are lacking."""

SURE = 0.05
"""The share of false discoveries among the coefficients that are called told apart."""

STATISTICS = (*(each.number for each in TARGETS), *(f"pattern {each.pattern}" for each in CLAIMS))
"""What is aimed at, in its order."""


def misses(seen: Seen) -> Array:
    """How far a world misses each aim, in standard deviations, shape (statistics,); 0 for a figure that no office shows.

    What is accepted of a figure is the middle 80 % around the aim. A claim misses nothing where it is met with something
    to spare, and the logarithm of what it lacks where it is not.
    """
    made = []
    for target, shown in zip(TARGETS, seen.figures, strict=True):
        low, high = _scaled(target.number, target.low), _scaled(target.number, target.high)
        gap = (_scaled(target.number, shown) - (low + high) / 2.0) / ((high - low) / 2.0 / MIDDLE)
        made.append(gap if np.isfinite(gap) else 0.0)
    lacks = np.maximum(0.0, SPARE - _margins(seen))
    return np.array([*made, *(-np.log1p(2.0 * lacks) / CLAIM_DEVIATION)])


def readings(seen: Seen) -> Array:
    """What a world shows, whether it is enough or not, shape (statistics,): to see what moves with what."""
    figures = [_scaled(each.number, shown) for each, shown in zip(TARGETS, seen.figures, strict=True)]
    return np.array([*figures, *_margins(seen)])


def values_of(moves: Array, names: Sequence[str]) -> dict[str, float]:
    """The values to which moves in half plausible ranges lead, cut to the plausible ranges; 0 is the declared value."""
    found = {}
    for name, move in zip(names, moves, strict=True):
        each = COEFFICIENTS[name]
        low, high = each.plausible
        found[name] = float(min(high, max(low, each.default + float(move) * half_range(each))))
    return found


def reach(names: Sequence[str]) -> Array:
    """The moves that plausible ranges allow, downwards and upwards, shape (2, coefficients)."""
    known = [COEFFICIENTS[name] for name in names]
    return np.array([[(each.plausible[side] - each.default) / half_range(each) for each in known] for side in (0, 1)])


def told_apart(slopes: Array, names: Sequence[str]) -> dict[str, list[str]]:
    """By coefficient the figures and patterns that move with it beyond chance, all comparisons considered.

    Args:
        slopes: The change of each reading per move, on several seeds, shape (seeds, statistics, coefficients).
        names: The coefficients.
    """
    from scipy import stats

    spread = slopes.std(axis=0, ddof=1) / np.sqrt(len(slopes))
    t = np.abs(slopes.mean(axis=0)) / np.maximum(spread, 1e-12)
    chance = np.where(spread > 0.0, 2.0 * stats.t.sf(t, len(slopes) - 1), 1.0)
    sure = np.reshape(stats.false_discovery_control(chance.ravel()) < SURE, chance.shape)
    return {
        name: list(dict.fromkeys(label for label, is_sure in zip(STATISTICS, column, strict=True) if is_sure))
        for name, column in zip(names, sure.T, strict=True)
    }


def _margins(seen: Seen) -> Array:
    """By how much of its size each claim is met beyond its limit; negative where it is not met."""
    return np.array(
        [
            each.direction * (read - each.limit) / max(abs(each.limit - each.zero), 0.01)
            for each, read in zip(CLAIMS, seen.claims, strict=True)
        ]
    )


def _scaled(number: str, value: float) -> float:
    return float(np.log(max(value, 1e-6))) if number in RATIOS else value
