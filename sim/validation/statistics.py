"""Statistics of the kinds in which the literature reports."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
NOTHING = float("nan")


def correlation(x: Array, y: Array) -> float:
    """Pearson's correlation; NaN where either does not vary or fewer than ten pairs are finite."""
    both = np.isfinite(x) & np.isfinite(y)
    x, y = x[both], y[both]
    if len(x) < 10 or x.std() < 1e-12 or y.std() < 1e-12:
        return NOTHING
    return float(np.corrcoef(x, y)[0, 1])


def standardised(x: Array) -> Array:
    """In standard deviations from the mean; zeros where nothing varies."""
    spread = np.nanstd(x)
    return (x - np.nanmean(x)) / spread if spread > 1e-12 else np.zeros_like(x)


def icc(values: Array, group: npt.NDArray[np.int64], smallest: int = 5) -> float:
    """ICC(1): the share of variance between groups, from a one-way analysis of variance (Bliese 2000).

    Args:
        values: One value each.
        group: The group of each.
        smallest: Groups with fewer members are left out.
    """
    _, place, size = np.unique(group, return_inverse=True, return_counts=True)
    kept = size[place] >= smallest
    values = values[kept]
    _, place, size = np.unique(group[kept], return_inverse=True, return_counts=True)
    k, n = len(size), len(values)
    if k < 2:
        return NOTHING
    means = np.bincount(place, values) / size
    between = float((size * (means - values.mean()) ** 2).sum()) / (k - 1)
    within = float(((values - means[place]) ** 2).sum()) / (n - k)
    typical = (n - float((size**2).sum()) / n) / (k - 1)
    total = between + (typical - 1.0) * within
    return (between - within) / total if total > 0 else NOTHING


def within_share(by_day: Array) -> float:
    """Share of the variance that lies within people, across days: 1 − ICC(1); shape (days, people)."""
    days, people = by_day.shape
    if days < 2 or people < 10:
        return NOTHING
    return 1.0 - icc(by_day.T.ravel(), np.repeat(np.arange(people), days), smallest=2)


def slopes(y: Array, *predictors: Array) -> Array:
    """Slopes of a regression within people: each person's own means are taken out; arrays of shape (days, people)."""
    demeaned = [(x - x.mean(axis=0)).ravel() for x in predictors]
    design = np.stack(demeaned, axis=-1)
    found: Array = np.linalg.lstsq(design, (y - y.mean(axis=0)).ravel(), rcond=None)[0]
    return found


def odds_per_deviation(x: Array, happened: npt.NDArray[np.bool_]) -> float:
    """Odds ratio of an event per standard deviation of x downwards, by logistic regression (Newton's method)."""
    if happened.sum() < 5 or (~happened).sum() < 5:
        return NOTHING
    design = np.stack([np.ones(len(x)), -standardised(x)], axis=-1)
    beta = np.array([np.log(happened.mean() / (1.0 - happened.mean())), 0.0])
    for _ in range(25):
        p = 1.0 / (1.0 + np.exp(-design @ beta))
        step = np.linalg.solve(design.T @ (design * (p * (1 - p))[:, None]), design.T @ (happened - p))
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    return float(np.exp(np.clip(beta[1], -10.0, 10.0)))


def weighted_quantiles(values: Array, weights: Array, *at: float) -> list[float]:
    """Quantiles of weighted values."""
    order = np.argsort(values)
    passed = np.cumsum(weights[order]) / weights.sum()
    last = len(order) - 1
    return [float(values[order][min(last, int(np.searchsorted(passed, each)))]) for each in at]


def mean_and_middle(values: Array, share: float = 0.8) -> tuple[float, float, float]:
    """The mean over offices and the interval in which the middle share of them lies; NaN are left out."""
    known = values[np.isfinite(values)]
    if not len(known):
        return NOTHING, NOTHING, NOTHING
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        low, high = np.quantile(known, [(1 - share) / 2, (1 + share) / 2])
    return float(known.mean()), float(low), float(high)
