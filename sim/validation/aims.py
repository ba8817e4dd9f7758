"""What calibration aims at, as numbers that may be taken for normally distributed: one a figure, one a claim of a pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.validation.claims import CLAIMS
from sim.validation.fitting import Seen
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS

Array = npt.NDArray[np.float64]

MIDDLE = 1.2816
"""Standard deviations within which the middle 80 % of a normal distribution lie: what is accepted of a figure."""

RATIOS = ("C4b", "C10", "Q1")
"""Figures that are ratios, and are compared as logarithms."""

SPARE = 0.25
"""By so much of its size a claim is to be met beyond its limit, so that chance does not undo it."""

CLAIM_DEVIATION = 0.3
"""The standard deviation that a claim allows: at twice that, seven tenths of its size are lacking."""

SURE = 0.05
"""The share of false discoveries among the coefficients that are called told apart."""


def aims() -> tuple[Array, Array]:
    """What should come out, and its standard deviation, shape (statistics,): figures first, then claims."""
    ends = np.array([[_scaled(each.number, each.low), _scaled(each.number, each.high)] for each in TARGETS])
    figures, spread = ends.mean(axis=1), (ends[:, 1] - ends[:, 0]) / 2.0 / MIDDLE
    claims = np.zeros(len(CLAIMS))
    return np.concatenate([figures, claims]), np.concatenate([spread, np.full(len(CLAIMS), CLAIM_DEVIATION)])


def statistics(seen: Seen) -> Array:
    """What was seen, as numbers to be held against :func:`aims`; NaN for a figure that no office shows.

    A claim counts as 0 where it is met with something to spare, and as minus the logarithm of what it lacks where it is not.
    """
    figures = [_scaled(each.number, x) for each, x in zip(TARGETS, seen.figures, strict=True)]
    claims = []
    for claim, read in zip(CLAIMS, seen.claims, strict=True):
        unit = max(abs(claim.limit - claim.zero), 0.01)
        lacking = max(0.0, SPARE - claim.direction * (read - claim.limit) / unit)
        claims.append(-float(np.log1p(2.0 * lacking)))
    return np.array([*figures, *claims])


def values_of(moves: Array, names: Sequence[str]) -> dict[str, float]:
    """The values to which standard normal moves lead, shape (coefficients,): 0 is the declared value.

    The prior of a coefficient reaches over its plausible range, one half of it below the declared value and one above,
    evenly on either side.
    """
    from scipy.stats import norm

    share = 2.0 * norm.cdf(moves) - 1.0
    found = {}
    for name, part in zip(names, share, strict=True):
        each = COEFFICIENTS[name]
        low, high = each.plausible
        found[name] = float(each.default + part * (high - each.default if part > 0.0 else each.default - low))
    return found


def told_apart(moves: Array, shown: Array, names: Sequence[str]) -> Mapping[str, list[str]]:
    """By coefficient the figures and patterns that move with it beyond chance, all comparisons considered.

    Args:
        moves: The moves of some worlds that were drawn from the prior, shape (coefficients, worlds).
        shown: What they showed, shape (statistics, worlds).
        names: The coefficients.
    """
    import warnings

    from scipy import stats

    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", stats.ConstantInputWarning)  # a claim that all worlds meet tells nothing
        found: Any = stats.spearmanr(np.concatenate([moves, shown]), axis=1)
    chance = np.nan_to_num(found.pvalue[: len(moves), len(moves) :], nan=1.0)
    sure = np.reshape(stats.false_discovery_control(chance.ravel()) < SURE, chance.shape)
    labels = [each.number for each in TARGETS] + [f"pattern {each.pattern}" for each in CLAIMS]
    return {
        name: sorted({label for label, is_sure in zip(labels, row, strict=True) if is_sure})
        for name, row in zip(names, sure, strict=True)
    }


def _scaled(number: str, value: float) -> float:
    return float(np.log(max(value, 1e-6))) if number in RATIOS else value
