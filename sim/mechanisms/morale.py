"""Morale: how one has felt for weeks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class MoraleCoefficients(Declared):
    """Coefficients of morale."""

    neutral: ClassVar[Mapping[str, float]] = {"honeymoon": 0.0}
    """Switched off: newcomers do not begin with a better opinion of the office than they will keep."""

    morale_learning: float = quantity(
        0.0294, unit="1/day", plausible=(0.01, 0.06), meaning="how fast morale follows mood"
    )
    morale_return: float = quantity(
        0.0128,
        high=0.2,
        unit="1/day",
        source="dormann2001",
        meaning="how fast morale returns to the own set point",
    )
    honeymoon: float = quantity(
        0.0503,
        high=0.5,
        source="boswell2009",
        meaning="how much above what is to be expected of this office a newcomer's morale starts",
    )


def first_morale(morale_set: float, mean_set: float, team_morale: float, honeymoon: float) -> float:
    """Morale of a newcomer: m = min(1, max(0, T + (M0 - M1) + h)), T the mean morale of the team.

    M0 is the own set point, M1 that of people in general: one comes from an office like this one, with the morale
    that one would have there, and for some weeks thinks better of this one (Boswell et al. 2009). Where nobody else is in
    the team, T is one's own M0.
    """
    return min(1.0, max(0.0, team_morale + (morale_set - mean_set) + honeymoon))


def morale_followed(mood: float, morale: float, morale_learning: float) -> float:
    """How morale follows mood in a day: l (m - M)."""
    return morale_learning * (mood - morale)


def morale_returned(morale: float, morale_set: float, morale_return: float) -> float:
    """Return of morale to the own set point in a day: r (M0 - M) (Dormann & Zapf 2001: satisfaction is stable)."""
    return morale_return * (morale_set - morale)
