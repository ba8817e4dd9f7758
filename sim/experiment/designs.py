"""Designs: which combinations of the factors' values an experiment looks at."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from sim.experiment.factors import DesignError, Factor, refuse_twice

MOST_POINTS = 2_000_000
"""The most design points of one experiment."""

MOST_IN_TABLE = 100_000
"""The most points of a design that is given outright; it stands in the manifest of the results."""

MORRIS_LEVELS = 4
"""Levels of each factor on the trajectories of a Morris design, as Morris (1991) recommends."""

Matrix = npt.NDArray[np.float64]

SAMPLED = ("lhs", "sobol", "saltelli", "morris")
"""Designs that draw points from the unit cube; they need a number of samples."""

EXTENDABLE = ("sobol", "saltelli")
"""Sampled designs that more samples add points to, and leave the old points as they are."""

KINDS = ("full", "fractional", "oat", *SAMPLED, "table")
"""All kinds of design."""

ON_COMMAND_LINE = ("full", "fractional", "oat", *SAMPLED)
"""Designs that ``--design`` can name; a table is named by its file."""


@dataclass(frozen=True)
class Design:
    """Which combinations of values an experiment looks at.

    ``full``: every combination of the levels. ``fractional``: two levels of each factor, of resolution IV. ``oat``: one
    factor at a time away from the scenario. ``lhs``: a Latin hypercube. ``sobol``: a scrambled Sobol sequence.
    ``saltelli``: the matrices A, AB₁ … ABₖ, B for Sobol indices of first and total order. ``morris``: trajectories for
    elementary effects. ``table``: the points themselves.

    Attributes:
        kind: One of :data:`KINDS`.
        samples: Points of lhs and sobol, base samples N of saltelli, trajectories of morris; None for the others.
        seed: Seed of what is drawn; the seeds of the runs are the experiment's.
        table: The points of a table, each in the order of the factors.
    """

    kind: str = "full"
    samples: int | None = None
    seed: int = 0
    table: tuple[tuple[float, ...], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no design.

        Raises:
            DesignError: If the kind is not known, or the number of samples does not suit it.
        """
        if self.kind not in KINDS:
            raise DesignError(f"there is no design {self.kind!r}; allowed: {', '.join(KINDS)}")
        if self.kind not in SAMPLED:
            if self.samples is not None:
                raise DesignError(f"a design of kind {self.kind} has as many points as it needs, and takes no samples")
            return
        if self.samples is None or self.samples < 1:
            raise DesignError(f"a design of kind {self.kind} needs a number of samples, at least 1")
        if self.kind in EXTENDABLE and self.samples & (self.samples - 1):
            near = 2 ** round(math.log2(self.samples))
            raise DesignError(
                f"{self.samples} samples: a Sobol sequence is balanced for powers of two only, such as {near}"
            )

    @property
    def is_extendable(self) -> bool:
        """Whether more samples leave the points that there are as they are."""
        return self.kind in EXTENDABLE


def unit_points(design: Design, count: int) -> Matrix:
    """The points of a sampled design in the unit cube, shape (points, factors).

    Args:
        design: The design; one of :data:`SAMPLED`.
        count: How many factors there are.
    """
    samples = design.samples or 0
    refuse_too_many({"saltelli": samples * (count + 2), "morris": samples * (count + 1)}.get(design.kind, samples))
    makers: dict[str, Callable[[int, int, int], Matrix]] = {
        "lhs": _hypercube, "sobol": _sobol, "saltelli": _saltelli, "morris": _morris,
    }  # fmt: skip
    return np.ascontiguousarray(makers[design.kind](count, samples, design.seed), dtype=np.float64)


def _hypercube(count: int, samples: int, seed: int) -> Matrix:
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(count, rng=np.random.default_rng(seed)).random(samples))


def _sobol(count: int, samples: int, seed: int) -> Matrix:
    from scipy.stats import qmc

    return np.asarray(qmc.Sobol(count, rng=np.random.default_rng(seed)).random(samples))


def _problem(count: int) -> dict[str, object]:
    return {"num_vars": count, "names": [f"x{k}" for k in range(count)], "bounds": [[0.0, 1.0] for _ in range(count)]}


def _saltelli(count: int, samples: int, seed: int) -> Matrix:
    from SALib.sample import sobol

    return np.asarray(sobol.sample(_problem(count), samples, calc_second_order=False, seed=seed))


def _morris(count: int, samples: int, seed: int) -> Matrix:
    from SALib.sample import morris

    return np.asarray(morris.sample(_problem(count), samples, num_levels=MORRIS_LEVELS, seed=seed))


def level_points(design: Design, factors: Sequence[Factor], base: Sequence[float]) -> Matrix:
    """The points of a design of levels, shape (points, factors).

    Args:
        design: The design; none of :data:`SAMPLED`.
        factors: What is varied.
        base: The scenario's own value of each factor.
    """
    if design.kind == "table":
        refuse_too_many(len(design.table), MOST_IN_TABLE)
        return np.array(design.table, dtype=np.float64).reshape(len(design.table), len(factors))
    if design.kind == "fractional":
        return _fractional(factors)
    if design.kind == "oat":
        return _one_at_a_time(factors, base)
    return factorial_points(factors)


def factorial_points(factors: Sequence[Factor]) -> Matrix:
    """Every combination of the factors' levels, the last factor going fastest; one empty point without factors."""
    count = math.prod(len(each.levels) for each in factors)
    refuse_too_many(count)
    return np.array(list(product(*(each.levels for each in factors))), dtype=np.float64).reshape(count, len(factors))


def factorial(factors: Sequence[Factor]) -> tuple[dict[str, float], ...]:
    """As :func:`factorial_points`, each point as values by name.

    Raises:
        DesignError: If a factor comes twice, or there are too many combinations.
    """
    names = [each.name for each in factors]
    refuse_twice(names)
    return tuple(dict(zip(names, point, strict=True)) for point in factorial_points(factors).tolist())


def signs(count: int) -> npt.NDArray[np.int64]:
    """The two-level design of resolution IV for some factors: −1 and 1, shape (points, factors).

    A Hadamard matrix above its opposite (a foldover), as SALib makes it: main effects are free of interactions of two.
    With one to three factors it is the full factorial.
    """
    from SALib.sample import ff

    unit = ff.sample(_problem(count), seed=0)[:, :count]
    return np.where(np.asarray(unit) > 0.5, 1, -1).astype(np.int64)


def _fractional(factors: Sequence[Factor]) -> Matrix:
    for each in factors:
        if len(each.levels) != 2:
            raise DesignError(
                f"{each.name} has {len(each.levels)} levels, and a fractional design takes 2: write low:high"
            )
    if not factors:
        return np.zeros((1, 0))
    chosen = signs(len(factors))
    return np.where(chosen > 0, [each.high for each in factors], [each.low for each in factors])


def aliases(count: int) -> list[list[tuple[int, int]]]:
    """Which interactions of two factors a fractional design cannot tell apart.

    Args:
        count: How many factors there are.

    Returns:
        Groups of pairs of factors (numbers from 0) that share one column; only groups of two pairs and more.
    """
    chosen = signs(count)
    groups: dict[bytes, list[tuple[int, int]]] = {}
    for first in range(count):
        for second in range(first + 1, count):
            column = chosen[:, first] * chosen[:, second]
            groups.setdefault((column * column[0]).tobytes(), []).append((first, second))
    return [each for each in groups.values() if len(each) > 1]


def _one_at_a_time(factors: Sequence[Factor], base: Sequence[float]) -> Matrix:
    """The scenario itself, then each factor at each of its other levels."""
    points = [list(base)]
    for k, factor in enumerate(factors):
        points += [[*base[:k], level, *base[k + 1 :]] for level in factor.levels if level != base[k]]
    refuse_too_many(len(points))
    return np.array(points, dtype=np.float64).reshape(len(points), len(factors))


def design_asked(design: Design, count: int) -> dict[str, object]:
    """A design as plain data, with a digest of what was drawn: another release of SciPy may draw otherwise.

    Args:
        design: The design.
        count: How many factors there are.
    """
    told: dict[str, object] = {"kind": design.kind, "seed": design.seed}
    if design.kind == "table":
        told["table"] = [list(each) for each in design.table]
    if design.kind in SAMPLED:
        few = replace(design, samples=1) if design.is_extendable else design
        told["drawn"] = hashlib.sha256(unit_points(few, count).tobytes()).hexdigest()[:16]
        if not design.is_extendable:
            told["samples"] = design.samples
    return told


def refuse_too_many(points: int, most: int = MOST_POINTS) -> None:
    """Refuse a design before it fills memory.

    Raises:
        DesignError: If it has too many points.
    """
    if points > most:
        raise DesignError(f"the design has {points:,} points, allowed are up to {most:,}")
