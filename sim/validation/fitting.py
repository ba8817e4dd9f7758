"""How well a world fits: distance from the published figures, and what the patterns lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from sim.validation.worlds import COEFFICIENTS, OPEN, World

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
    """How calibration looks at a world: on which seeds, for how long, in offices of which size."""

    seeds: tuple[int, ...] = (1, 2)
    pattern_seeds: tuple[int, ...] = (1,)
    span: Span = WHOLE_SPAN
    size: float = 0.4
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


def losses(worlds: Sequence[World], trial: Trial) -> Array:
    """The loss of each world: squared misses, squared lacks, and the prior."""
    shown = means(figures_of(worlds, FITTED_OFFICES, trial.seeds, trial.span, trial.size, trial.workers))
    missed = np.minimum(misses(shown), MOST_MISS) ** 2
    lacking = lacks(readings(worlds, trial.pattern_seeds, size=trial.size, workers=trial.workers)) ** 2
    loss: Array = missed.sum(axis=0) + lacking.sum(axis=0) + PRIOR_WEIGHT * np.array([moved(each) for each in worlds])
    return loss


def moved(world: World) -> float:
    """How far a world is from the declared values: squares of moves in half plausible ranges, summed."""
    total = 0.0
    for each in OPEN:
        half = (each.plausible[1] - each.plausible[0]) / 2.0
        if each.name in world.values and half > 0:
            total += ((world.values[each.name] - each.default) / half) ** 2
    return total


def one_at_a_time(coefficients: Sequence[Quantity] = OPEN) -> list[tuple[str, World]]:
    """Each coefficient moved alone to the end of its plausible range that is farther from its default."""
    moves = []
    for each in coefficients:
        low, high = each.plausible
        end = high if high - each.default >= each.default - low else low
        if end != each.default:
            moves.append((each.name, World(f"{each.name} = {end:g}", {each.name: end})))
    return moves


@dataclass(frozen=True)
class Screening:
    """What moving one coefficient alone does to the figures.

    Attributes:
        names: The coefficient that was moved, by move.
        values: To what, by move.
        changes: What became of each figure, in half widths of what is accepted, shape (figures, moves).
        chance: Standard errors of these changes over paired offices, shape (figures, moves).
        shown: The figures as declared, in their own units.
    """

    names: list[str]
    values: list[float]
    changes: Array
    chance: Array
    shown: dict[str, float]

    def telling(self) -> dict[str, dict[str, float]]:
        """By coefficient the figures that it moves beyond chance, and how far, in half widths."""
        found: dict[str, dict[str, float]] = {each.name: {} for each in OPEN}
        for target, row, chance in zip(TARGETS, self.changes, self.chance, strict=True):
            for name, change, error in zip(self.names, row, chance, strict=True):
                if abs(change) > max(SURE * error, LEAST):
                    found[name][target.number] = abs(float(change))
        return found

    def slopes(self, names: Sequence[str]) -> Array:
        """Change of each figure per half plausible range of each coefficient, shape (figures, names)."""
        made = np.zeros((len(TARGETS), len(names)))
        for column, name in enumerate(names):
            each = COEFFICIENTS[name]
            half = (each.plausible[1] - each.plausible[0]) / 2.0
            moves = [k for k, moved in enumerate(self.names) if moved == name]
            steps = np.array([(self.values[k] - each.default) / half for k in moves])
            made[:, column] = np.nan_to_num(self.changes[:, moves]) @ steps / (steps @ steps)
        return made


SURE = 6.0
"""Standard errors from which on a change is no chance: there are some three thousand comparisons, of ten pairs each."""

LEAST = 0.1
"""Half widths from which on a change is worth speaking of."""


def screen(
    seeds: Sequence[int], span: Span, size: float, workers: int | None = None, coefficients: Sequence[Quantity] = OPEN
) -> Screening:
    """Move each open coefficient alone to the farther end of its plausible range, and see which figures follow.

    Args:
        seeds: On which seeds.
        span: When to look.
        size: A factor on the sizes of the departments.
        workers: How many processors to use.
        coefficients: The coefficients to move.
    """
    moves = one_at_a_time(coefficients)
    found = figures_of([World(""), *(w for _, w in moves)], FITTED_OFFICES, seeds, span, size, workers)
    changes, chance = np.zeros((2, len(TARGETS), len(moves)))
    for row, target in enumerate(TARGETS):
        values = found[target.number]
        for column in range(len(moves)):
            pairs = (values[column + 1] - values[0])[np.isfinite(values[column + 1] - values[0])] / target.half_width
            changes[row, column] = pairs.mean() if len(pairs) else 0.0
            chance[row, column] = pairs.std(ddof=1) / len(pairs) ** 0.5 if len(pairs) > 2 else np.inf
    shown = {number: float(values[0]) for number, values in means(found).items()}
    return Screening(
        [name for name, _ in moves], [next(iter(w.values.values())) for _, w in moves], changes, chance, shown
    )


def proposal(screening: Screening, names: Sequence[str], share: float) -> dict[str, float]:
    """Where the figures would be met if all moves were small: bounded least squares with the prior.

    Args:
        screening: What each coefficient does.
        names: The coefficients to move.
        share: The share of the way to go.
    """
    from scipy.optimize import lsq_linear

    slopes = screening.slopes(names)
    wanted = np.array([(each.figure - screening.shown[each.number]) / each.half_width for each in TARGETS])
    kept = np.isfinite(wanted) & (np.abs(wanted) < MOST_MISS)
    design = np.vstack([slopes[kept], PRIOR_WEIGHT**0.5 * np.eye(len(names))])
    low, high = [], []
    for name in names:
        each = COEFFICIENTS[name]
        half = (each.plausible[1] - each.plausible[0]) / 2.0
        low.append(min(-1e-9, (each.plausible[0] - each.default) / half))
        high.append(max(1e-9, (each.plausible[1] - each.default) / half))
    steps = lsq_linear(design, np.concatenate([wanted[kept], np.zeros(len(names))]), (low, high)).x
    found = {}
    for name, step in zip(names, steps, strict=True):
        each = COEFFICIENTS[name]
        value = each.default + share * float(step) * (each.plausible[1] - each.plausible[0]) / 2.0
        found[name] = min(each.plausible[1], max(each.plausible[0], value))
    return found
