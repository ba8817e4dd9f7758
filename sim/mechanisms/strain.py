"""Strain: exhaustion from overload and from acting, and recovery from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class StrainCoefficients(Declared):
    """Coefficients of strain."""

    neutral: ClassVar[Mapping[str, float]] = {"overload_strain": 0.0}
    """Switched off: overload does not strain."""

    overload_strain: float = quantity(
        0.008,
        high=0.5,
        unit="1/day",
        source="bakker2007",
        meaning="growth of strain in a day of full overload",
    )
    overload_half: float = quantity(
        2.0,
        low=0.1,
        high=20.0,
        unit="days",
        plausible=(1.0, 4.0),
        meaning="days of one's work left over at night at which one goes home half overloaded",
    )
    recovery: float = quantity(
        0.05,
        high=0.5,
        unit="1/day",
        source="bakker2007",
        meaning="share of strain that one recovers from in a day",
    )


def overload(left_work: float, capacity: float, overload_half: float) -> float:
    """How overloaded one goes home: w / (w + h K), w the work left in days, K a day's capacity (saturating; assumption)."""
    return left_work / (left_work + overload_half * capacity + 1e-9)


def strain_change(
    strain: float,
    own_overload: float,
    own_acted: float,
    scope: float,
    overload_strain: float,
    acting_strain: float,
    recovery: float,
) -> float:
    """Daily change of strain: (o L + a g s) (1 - S) - r S, L overload, g acted eagerness, s scope (Bakker & Demerouti 2007)."""
    return (overload_strain * own_overload + acting_strain * own_acted * scope) * (1.0 - strain) - recovery * strain
