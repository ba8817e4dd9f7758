"""Worlds: the model with other values of the coefficients that rest on judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sim.mechanisms import GROUPS, Coefficients, K
from sim.policy import LeverCosts
from sim.quantity import ASSUMPTION, Declared, Quantity, quantities
from sim.state import PeopleTraits
from sim.validation.kept import Moved, what_calibration_did

Numbers = npt.NDArray[np.float64]


def _declared() -> dict[str, Quantity]:
    groups: tuple[type[Declared], ...] = (*GROUPS, LeverCosts, PeopleTraits)
    return {each.name: each for group in groups for each in quantities(group)}


COEFFICIENTS = _declared()
"""Every coefficient, lever cost and trait of people, by name, in the order of the rows of :data:`sim.mechanisms.K`."""

OF_THE_OFFICE = ("morale", "cynicism", "cooperation", "tenure")
"""Traits that say who works in an office, which a scenario tells, and not how people are made."""

OPEN = tuple(each for each in COEFFICIENTS.values() if each.basis == ASSUMPTION and each.name not in OF_THE_OFFICE)
"""Those whose size no source gives: calibration may move them, and robustness draws them."""

MECHANISMS = tuple(name for name, group in Coefficients() if type(group).neutral)
"""The mechanisms that can be switched off."""

_DEFAULTS = np.array([each.default for each in COEFFICIENTS.values()])


@dataclass(frozen=True)
class World:
    """The model with some other values.

    Attributes:
        name: What it is called.
        values: Values by the name of the coefficient; the others stand at their defaults.
    """

    name: str
    values: Mapping[str, float] = field(default_factory=dict)

    def row(self, of_scenario: Numbers) -> Numbers:
        """The coefficients of a scenario in this world; what the scenario itself sets stays.

        Args:
            of_scenario: The scenario's own row, shape (len(K),).
        """
        made = of_scenario.copy()
        for name, value in self.values.items():
            if made[K[name]] == _DEFAULTS[K[name]]:
                made[K[name]] = value
        return made


def calibration_of(number: Quantity) -> Moved | None:
    """What calibration did to a number; None for whatever it did not touch, a state of the same name among it."""
    return what_calibration_did().get(number.name) if COEFFICIENTS.get(number.name) == number else None


DECLARED = World("as declared")


def without(mechanism: str) -> World:
    """The world in which a mechanism does nothing: its coefficients at the neutral values that it declares."""
    group = next(type(group) for name, group in Coefficients() if name == mechanism)
    return World(f"without {mechanism}", dict(group.neutral))


def random_worlds(many: int, seed: int, centre: Mapping[str, float] | None = None) -> list[World]:
    """Worlds whose open coefficients are drawn uniformly from their plausible ranges, by Latin hypercube.

    Args:
        many: How many.
        seed: Seed of the draw.
        centre: Coefficients that are not drawn, with their values.
    """
    from scipy.stats import qmc

    drawn = [each for each in OPEN if each.name not in (centre or {})]
    design = qmc.LatinHypercube(len(drawn), rng=np.random.default_rng(seed)).random(many)
    low = np.array([each.plausible[0] for each in drawn])
    high = np.array([each.plausible[1] for each in drawn])
    return [
        World(
            f"world {number}",
            {
                **(centre or {}),
                **{each.name: float(x) for each, x in zip(drawn, low + (high - low) * row, strict=True)},
            },
        )
        for number, row in enumerate(design)
    ]
