"""How well a world fits: distance from the published figures, and what the patterns lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.quantity import Quantity
from sim.validation.claims import CLAIMS
from sim.validation.holding import readings
from sim.validation.living import Variant, all_of, in_batches, stacked
from sim.validation.observing import POLICIES, WHOLE_SPAN, Observed, Span, observe
from sim.validation.published import BY_NUMBER, TARGETS
from sim.validation.reading import figures
from sim.validation.worlds import COEFFICIENTS, World

Array = npt.NDArray[np.float64]

FITTED_OFFICES = (
    Variant("nothing", overrides=("environment.demand=1.0",)),
    Variant("nothing", overrides=("environment.demand=1.15",)),
    Variant("campaign", overrides=("environment.demand=0.9", *POLICIES["campaign"])),
    Variant("loud campaign", overrides=("environment.demand=1.0", *POLICIES["loud campaign"])),
    Variant("open and empowered", overrides=("environment.demand=1.1", *POLICIES["open and empowered"])),
)
"""The offices that calibration looks at: fewer than validation does, and none of its seeds."""

MOST_MISS = 3.0
"""A figure that is missed by more half widths counts no more, so that what cannot be met does not decide the rest."""

PRIOR_WEIGHT = 0.1
"""What a move from the declared value by half the plausible range costs, so that what no figure tells apart stays."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How calibration looks at a world.

    Attributes:
        span: When the offices are observed from which figures are read.
        size: The factor on the sizes of their departments.
        pattern_size: The same for the offices of the patterns.
        workers: How many processors to use.
    """

    span: Span = WHOLE_SPAN
    size: float = 1.0
    pattern_size: float = 0.4
    workers: int | None = None


def figures_of(
    worlds: Sequence[World], variants: Sequence[Variant], seeds: Sequence[int], span: Span, size: float = 1.0,
    workers: int | None = None, told: Callable[[int, int], object] | None = None,
) -> dict[str, Array]:  # fmt: skip
    """Every figure in every world, arrays of shape (worlds, offices)."""
    batches = in_batches(worlds, len(variants))
    jobs = [(batch, seed) for batch in batches for seed in seeds]

    def see(job: tuple[list[World], int]) -> Observed:
        return observe(variants, job[0], job[1], span, size)

    observed = all_of(see, jobs, workers, told)
    each = len(seeds)
    return stacked([figures(observed[k * each : (k + 1) * each], len(batch)) for k, batch in enumerate(batches)])


def means(of: dict[str, Array]) -> dict[str, Array]:
    """The mean of each figure over the offices that have one, shape (worlds,)."""
    found = {}
    for number, values in of.items():
        known = np.isfinite(values)
        total = np.where(known, values, 0.0).sum(axis=1)
        found[number] = np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)
    return found


def misses(of: dict[str, Array]) -> Array:
    """How far each figure is missed, in half widths of what is accepted, shape (figures, worlds)."""
    return np.array([[BY_NUMBER[each.number].miss(float(x)) for x in of[each.number]] for each in TARGETS])


def lacks(values: Array) -> Array:
    """How far each claim of a pattern falls short of its size, in units of that size, shape (claims, worlds).

    Args:
        values: Readings of shape (claims, worlds, seeds).
    """
    made = []
    for claim, rows in zip(CLAIMS, values, strict=True):
        unit = max(abs(claim.limit - claim.zero), 0.01)
        made.append(np.clip(claim.direction * (claim.limit - rows.mean(axis=-1)) / unit, 0.0, 2.0))
    return np.array(made)


@dataclass(frozen=True)
class Seen:
    """What was seen of a world.

    Attributes:
        figures: The published figures as the world shows them, in the order of ``TARGETS``.
        claims: The readings of the claims of the patterns, in the order of ``CLAIMS``.
    """

    figures: tuple[float, ...]
    claims: tuple[float, ...]

    @property
    def loss(self) -> float:
        """Squared misses and squared lacks, without the prior."""
        return loss_of(np.array(self.figures), np.array(self.claims))


def see(worlds: Sequence[World], seed: int, trial: Trial) -> list[Seen]:
    """Run some worlds on one seed: the offices for the figures, and those of the patterns."""
    shown = means(figures_of(worlds, FITTED_OFFICES, (seed,), trial.span, trial.size, 1))
    read = readings(worlds, (seed,), size=trial.pattern_size, workers=1)[:, :, 0]
    return [
        Seen(tuple(float(shown[each.number][w]) for each in TARGETS), tuple(float(x) for x in read[:, w]))
        for w in range(len(worlds))
    ]


def loss_of(of_figures: Array, of_claims: Array) -> float:
    """Squared misses of figures, shape (figures,), and squared lacks of claims, shape (claims,)."""
    missed = [min(each.miss(float(x)), MOST_MISS) for each, x in zip(TARGETS, of_figures, strict=True)]
    return float((np.array(missed) ** 2).sum() + (lacks(of_claims[:, None]) ** 2).sum())


def moved(values: Mapping[str, float], priors: Mapping[str, Quantity] = COEFFICIENTS) -> float:
    """How far values are from the declared ones: squares of moves in half plausible ranges, summed."""
    return float(
        sum(((value - priors[name].default) / half_range(priors[name])) ** 2 for name, value in values.items())
    )


def half_range(each: Quantity) -> float:
    """Half of a plausible range; 1 where it is a point, which nothing moves from."""
    return (each.plausible[1] - each.plausible[0]) / 2.0 or 1.0
