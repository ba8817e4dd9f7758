"""Acting: eagerness that is demanded and not felt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class ActingCoefficients(Declared):
    """Coefficients of display and of its price."""

    neutral: ClassVar[Mapping[str, float]] = {"acting_worth": 0.0, "acting_strain": 0.0}
    """Switched off: eagerness that is not felt does nothing: it strains nobody, and no client notices it."""

    acting_worth: float = quantity(
        0.355,
        meaning="what acted eagerness is worth to the client, relative to felt eagerness",
        source="hulsheger2011",
    )
    acting_strain: float = quantity(
        0.181,
        high=0.5,
        unit="1/day",
        meaning="growth of strain from acting all eagerness, a day",
        source="hulsheger2011",
    )


def acted(demanded: float, mindset: float) -> float:
    """Eagerness that is demanded and not felt: g = max(0, D - m) (Hochschild 1983: surface acting)."""
    return max(0.0, demanded - mindset)


def display(mindset: float, own_acted: float, acting_worth: float) -> float:
    """Eagerness as the client sees it: d = m + w g, at most 1; acting is worth less than feeling (Hülsheger & Schewe 2011)."""
    return min(1.0, mindset + acting_worth * own_acted)
