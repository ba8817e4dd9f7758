"""Validation: every figure and every pattern on seeds that calibration never saw, and baselines beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.patterns import PATTERNS
from sim.validation.fitting import figures_of, means
from sim.validation.holding import NO_REASON, Held, judged, readings, signs
from sim.validation.observing import LOADS, WHOLE_SPAN, Span, observed_variants
from sim.validation.published import TARGETS
from sim.validation.statistics import mean_and_middle
from sim.validation.target import Target
from sim.validation.worlds import DECLARED, MECHANISMS, World, random_worlds, without

VALIDATION_SEEDS = tuple(range(5001, 5009))
"""Seeds that are used for validation and for nothing else."""

CALIBRATION_SEEDS = range(1, 1000)
"""Seeds that belong to calibration."""

Told = Callable[[int, int], object]


class ValidationError(ValueError):
    """What was asked cannot be validated; the text is written for whoever asked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a validation is.

    Attributes:
        seeds: Seeds of the offices.
        span: When they are observed.
        loads: Under which loads.
        size: A factor on the sizes of the departments.
        random: How many random worlds stand beside the model; 0 for none.
        mechanisms: Which mechanisms are switched off in turn.
        baseline_seeds: How many of the seeds the baselines are run on.
        baseline_size: The factor on the sizes of their departments.
    """

    seeds: tuple[int, ...] = VALIDATION_SEEDS
    span: Span = WHOLE_SPAN
    loads: tuple[float, ...] = LOADS
    size: float = 1.0
    random: int = 20
    mechanisms: tuple[str, ...] = MECHANISMS
    baseline_seeds: int = 2
    baseline_size: float = 0.4

    def __post_init__(self) -> None:
        """Refuse seeds that calibration may have seen.

        Raises:
            ValidationError: If there are none, or one is calibration's.
        """
        if not self.seeds:
            raise ValidationError("seeds: found none, at least one is needed")
        seen = [each for each in self.seeds if each in CALIBRATION_SEEDS]
        if seen:
            raise ValidationError(
                f"seeds: found {seen[0]}; allowed are {CALIBRATION_SEEDS.stop} and more, since calibration uses the others"
            )


QUICK = Plan(
    seeds=VALIDATION_SEEDS[:4], span=Span(120, 40, 250), loads=(1.0, 1.15), size=0.4, random=0, mechanisms=(),
    baseline_seeds=1, baseline_size=0.4,
)  # fmt: skip
"""A small validation, to see that it works; its numbers mean little."""

LITTLE = "A quick look with few and small offices: it shows that all works, and its numbers mean little."
"""What is said above a small validation."""

TOO_SMALL = "Too few and small offices (--quick), as far as anybody knows."
"""What is said of a row that a small validation does not meet and that no reason is known for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, and what the model shows.

    Attributes:
        target: The published figure.
        shown: The mean over offices.
        low: Lower end of the range in which the middle 80 % of the offices lie.
        high: Its upper end.
        share: Share of the offices that are accepted one by one.
        met: Whether the mean is accepted.
    """

    target: Target
    shown: float
    low: float
    high: float
    share: float
    met: bool

    @property
    def reason(self) -> str:
        """Why the row is not met, in words; empty where it is."""
        return "" if self.met else self.target.why or NO_REASON


@dataclass(frozen=True, slots=True)
class Baseline:
    """Another world, held against the same.

    Attributes:
        name: The world's name.
        figures: Numbers of the figures that it meets.
        patterns: Numbers of the patterns that point the right way in all that they say.
    """

    name: str
    figures: tuple[str, ...]
    patterns: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many figures and patterns these are."""
        return len(self.figures) + len(self.patterns)


@dataclass(frozen=True)
class Validation:
    """What a validation found.

    Attributes:
        plan: How large it was.
        rows: The figures.
        held: The claims of the patterns.
        declared: The model as declared, under the conditions of the baselines; None where there are none.
        random: The random worlds.
        switched_off: The worlds without one mechanism.
    """

    plan: Plan
    rows: list[Row]
    held: list[Held]
    declared: Baseline | None
    random: list[Baseline]
    switched_off: list[Baseline]

    @property
    def is_small(self) -> bool:
        """Whether its offices are smaller than those that the model is held to, so that its numbers mean little."""
        return self.plan.size < Plan().size

    def why(self, row: Row | Held) -> str:
        """Why a figure or a claim is not met, in words; empty where it is.

        Args:
            row: The figure or the claim.
        """
        return TOO_SMALL if self.is_small and row.reason == NO_REASON else row.reason

    def pattern_met(self, number: int) -> bool:
        """Whether all claims of a pattern are met."""
        return all(each.met for each in self.held if each.claim.pattern == number)

    @property
    def met(self) -> tuple[int, int]:
        """How many figures and patterns are met, and of how many."""
        patterns = [self.pattern_met(each.number) for each in PATTERNS]
        return sum(row.met for row in self.rows) + sum(patterns), len(self.rows) + len(patterns)

    def share_of_random(self, number: str | int) -> float:
        """Share of the random worlds that meet a figure, or in which a pattern points the right way."""
        if not self.random:
            return float("nan")
        return sum(number in (*each.figures, *each.patterns) for each in self.random) / len(self.random)

    def lost_without(self, number: str | int) -> list[str]:
        """Mechanisms without which a figure or a pattern is lost that the model as declared has."""
        if self.declared is None or number not in (*self.declared.figures, *self.declared.patterns):
            return []
        return [
            each.name.removeprefix("without ")
            for each in self.switched_off
            if number not in (*each.figures, *each.patterns)
        ]


def validate(plan: Plan | None = None, *, workers: int | None = None, told: Told | None = None) -> Validation:
    """Hold the model against everything that is known.

    Args:
        plan: How large; the whole where none is given.
        workers: How many processors to use; all by default.
        told: Is told how many parts of a step are done, and of how many.
    """
    plan = plan or Plan()
    variants = observed_variants(plan.loads)
    shown = figures_of([DECLARED], variants, plan.seeds, plan.span, plan.size, workers, told)
    rows = [_row(target, shown[target.number][0]) for target in TARGETS]
    held = judged(readings([DECLARED], plan.seeds, size=plan.size, workers=workers, told=told)[:, 0])
    worlds = [without(name) for name in plan.mechanisms]
    drawn = random_worlds(plan.random, seed=plan.seeds[0]) if plan.random else []
    if not worlds and not drawn:
        return Validation(plan, rows, held, None, [], [])
    found = baselines([DECLARED, *drawn, *worlds], plan, workers, told)
    many = 1 + len(drawn)
    return Validation(plan, rows, held, found[0], found[1:many], found[many:])


def baselines(
    worlds: Sequence[World], plan: Plan, workers: int | None = None, told: Told | None = None
) -> list[Baseline]:
    """Hold other worlds against the same, in smaller offices and on fewer seeds."""
    seeds = plan.seeds[: plan.baseline_seeds]
    variants = observed_variants(plan.loads)
    shown = means(figures_of(worlds, variants, seeds, plan.span, plan.baseline_size, workers, told))
    read = readings(worlds, seeds, size=plan.baseline_size, workers=workers, told=told)
    return [
        Baseline(
            world.name,
            tuple(target.number for target in TARGETS if target.is_met(float(shown[target.number][place]))),
            tuple(number for number, holds in signs(read[:, place]).items() if holds),
        )
        for place, world in enumerate(worlds)
    ]


def _row(target: Target, values: np.typing.NDArray[np.float64]) -> Row:
    mean, low, high = mean_and_middle(values)
    known = values[np.isfinite(values)]
    share = float(np.mean([target.is_met(float(each)) for each in known])) if len(known) else float("nan")
    return Row(target, mean, low, high, share, target.is_met(mean))
