"""What drives an outcome: Sobol indices and Morris screening of a table of points, by SALib, with bootstrap intervals.

First order: the share of the outcome's variance that a factor explains alone. Total order: the share that would be left
if all other factors were known, so what it explains alone and together with others. The two differ where factors work
together. Morris: the mean size of the change when one factor moves across its whole range (mu*), and how much that change
differs from place to place (sigma), which tells of bends and of factors that work together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.analysis.outcomes import AnalysisError, refuse_not_finite
from sim.analysis.paired import CONFIDENCE
from sim.experiment.designs import MORRIS_LEVELS

Array = npt.NDArray[np.float64]

RESAMPLES = 1000
"""Bootstrap samples behind an interval."""

RESAMPLED_VALUES = 8_000_000
"""The most values that are resampled at once; larger designs take fewer samples, and need fewer."""


@dataclass(frozen=True, slots=True)
class Index:
    """How much one factor matters.

    Attributes:
        factor: Its name.
        main: First order index of Sobol; of Morris the mean change, with its sign (mu), in the outcome's unit.
        main_low: Lower end of its 95 % interval.
        main_high: Upper end.
        total: Total order index of Sobol; of Morris the mean size of the change (mu*).
        total_low: Lower end of its 95 % interval.
        total_high: Upper end.
        spread: Of Morris the standard deviation of the changes (sigma); NaN for Sobol.
    """

    factor: str
    main: float
    main_low: float
    main_high: float
    total: float
    total_low: float
    total_high: float
    spread: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What drives one outcome.

    Attributes:
        outcome: The outcome's name.
        unit: Its unit.
        method: ``sobol`` or ``morris``.
        points: Points that it rests on.
        mean: Mean of the outcome over them.
        deviation: Standard deviation of the outcome over them.
        indices: A line each factor, those that matter most first.
        ranked: For each line but the last, whether it surely stands above the next one.
    """

    outcome: str
    unit: str
    method: str
    points: int
    mean: float
    deviation: float
    indices: list[Index]
    ranked: list[bool]

    @property
    def is_ranked(self) -> bool:
        """Whether the order of all factors is sure."""
        return all(self.ranked)


def sobol(names: Sequence[str], y: npt.ArrayLike, *, outcome: str = "y", unit: str = "1", seed: int = 1) -> Sensitivity:
    """Sobol indices of first and total order.

    Args:
        names: The factors, in the order of the design's columns.
        y: The outcome at the points of a Saltelli design without second order, shape (size · (factors + 2),).
        outcome: The outcome's name.
        unit: The outcome's unit.
        seed: Of the bootstrap.

    Raises:
        AnalysisError: If a value is not finite, all are equal, or there are too many or too few.
    """
    from SALib.analyze import sobol as salib

    values = refuse_not_finite(y, outcome)
    size, rest = divmod(len(values), len(names) + 2)
    if rest or size < 2:
        raise AnalysisError(
            f"{len(values)} points are no Saltelli design of {len(names)} factors: that has a multiple of {len(names) + 2}"
        )
    _refuse_constant(values, outcome)
    resamples = int(np.clip(RESAMPLED_VALUES // size, 100, RESAMPLES))
    found = salib.analyze(
        {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}, values,
        calc_second_order=False, num_resamples=resamples, conf_level=CONFIDENCE, keep_resamples=True, seed=seed,
    )  # fmt: skip
    first, total = (
        np.asarray(found["S1_conf_all"], dtype=np.float64),
        np.asarray(found["ST_conf_all"], dtype=np.float64),
    )
    lines = [
        Index(
            name, float(found["S1"][k]), *_ends(first[:, k]), float(found["ST"][k]), *_ends(total[:, k]), float("nan")
        )
        for k, name in enumerate(names)
    ]
    return _ordered(lines, total, values, outcome, unit, "sobol")


def morris(
    names: Sequence[str], x: npt.ArrayLike, y: npt.ArrayLike, *, outcome: str = "y", unit: str = "1", seed: int = 1
) -> Sensitivity:
    """Morris screening.

    Args:
        names: The factors.
        x: The points of a Morris design of four levels, shape (trajectories · (factors + 1), factors).
        y: The outcome there.
        outcome: The outcome's name.
        unit: The outcome's unit.
        seed: Of the bootstrap.

    Raises:
        AnalysisError: If a value is not finite, all are equal, or there are too many or too few.
    """
    from SALib.analyze import morris as salib

    values, places = refuse_not_finite(y, outcome), np.asarray(x, dtype=np.float64)
    size, rest = divmod(len(values), len(names) + 1)
    if rest or size < 2:
        raise AnalysisError(
            f"{len(values)} points are no Morris design of {len(names)} factors: that has two trajectories or more of "
            f"{len(names) + 1} points each"
        )
    _refuse_constant(values, outcome)
    found = salib.analyze(
        {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names), "groups": None}, places, values,
        num_levels=MORRIS_LEVELS, num_resamples=2, conf_level=CONFIDENCE, seed=seed,
    )  # fmt: skip
    changes = _changes(places.reshape(size, len(names) + 1, -1), values.reshape(size, -1))
    drawn = np.random.default_rng(seed).integers(size, size=(RESAMPLES, size))
    mean, sized = changes[drawn].mean(axis=1), np.abs(changes[drawn]).mean(axis=1)  # (samples, factors)
    lines = [
        Index(
            name, float(found["mu"][k]), *_ends(mean[:, k]), float(found["mu_star"][k]), *_ends(sized[:, k]),
            float(found["sigma"][k]),
        )
        for k, name in enumerate(names)
    ]  # fmt: skip
    return _ordered(lines, sized, values, outcome, unit, "morris")


def _changes(places: Array, values: Array) -> Array:
    """The change of the outcome for a move of each factor across its range, shape (trajectories, factors).

    Args:
        places: Shape (trajectories, factors + 1, factors); each step of a trajectory moves one factor.
        values: The outcome there, shape (trajectories, factors + 1).
    """
    steps = np.diff(places, axis=1)
    moved = np.abs(steps).argmax(axis=2)
    signs = np.sign(np.take_along_axis(steps, moved[..., np.newaxis], axis=2)[..., 0])
    made = np.empty(moved.shape)
    np.put_along_axis(made, moved, np.diff(values, axis=1) * signs / _MORRIS_STEP, axis=1)
    return made


_MORRIS_STEP = MORRIS_LEVELS / (2 * (MORRIS_LEVELS - 1))
"""Share of its range that a factor moves in one step of a Morris design."""


def in_words(found: Sensitivity) -> str:
    """What an analysis found, in a sentence or two."""
    names = [each.factor.removeprefix("policy.") for each in found.indices]
    groups = [names[:1]]
    for name, sure in zip(names[1:], found.ranked, strict=True):
        if sure:
            groups.append([])
        groups[-1].append(name)
    if len(names) == 1:
        return f"{names[0]} is the only factor."
    if len(groups) == 1:
        return "The intervals are too wide to rank the factors: take a larger --size."
    first, *others = (" or ".join(each) for each in groups)
    told = f"Most matters {first}, then {', then '.join(others)}."
    if not found.is_ranked:
        told += " Between those that an “or” joins the intervals are too wide to rank: a larger --size tells more."
    return told


def _refuse_constant(values: Array, name: str) -> None:
    if np.ptp(values) <= 1e-12 * max(1.0, float(np.abs(values).max())):
        raise AnalysisError(f"{name} is {values[0]:g} at every point: nothing that was varied moves it")


def _ends(samples: Array) -> tuple[float, float]:
    low, high = np.quantile(samples, [0.5 - CONFIDENCE / 2, 0.5 + CONFIDENCE / 2])
    return float(low), float(high)


def _ordered(lines: list[Index], totals: Array, values: Array, outcome: str, unit: str, method: str) -> Sensitivity:
    """Put those that matter most first, and say where the bootstrap is sure of the order; totals: (samples, factors)."""
    order: Any = np.argsort([-each.total for each in lines], kind="stable")
    ranked = [bool(_ends(totals[:, first] - totals[:, second])[0] > 0) for first, second in pairwise(order)]
    return Sensitivity(
        outcome, unit, method, len(values), float(values.mean()), float(values.std(ddof=1)),
        [lines[each] for each in order], ranked,
    )  # fmt: skip
