"""Cooperation: the readiness to do more than one must; reciprocity and norms move it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class CooperationCoefficients(Declared):
    """Coefficients of cooperation."""

    neutral: ClassVar[Mapping[str, float]] = {
        "reciprocity": 0.0,
        "retaliation": 0.0,
        "help_returned": 0.0,
        "thanks_cooperation": 0.0,
        "cynical_withdrawal": 0.0,
        "team_norm": 0.0,
    }
    """Switched off: nothing moves cooperation from its set point."""

    cooperation_return: float = quantity(0.0116, high=0.2, unit="1/day", meaning="return to the own set point")
    reciprocity: float = quantity(
        0.0137, high=0.5, source="gouldner1960", meaning="growth of cooperation from an excess of one unit"
    )
    retaliation: float = quantity(
        0.0357, high=0.5, source="greco2019 gray2014", meaning="loss of cooperation from a shortfall of one unit"
    )
    help_returned: float = quantity(
        0.0397,
        high=0.5,
        unit="1/day of help",
        source="baker2014",
        meaning="growth of cooperation from help received",
    )
    thanks_cooperation: float = quantity(
        0.00587,
        high=0.2,
        source="stajkovic2003 grant2010",
        meaning="growth of cooperation from being thanked fully",
    )
    cynical_withdrawal: float = quantity(
        0.00408,
        high=0.1,
        unit="1/day",
        source="dean1998",
        meaning="loss of cooperation in a day to full cynicism",
    )
    team_norm: float = quantity(0.005, high=0.2, unit="1/day", meaning="how fast one takes on the team's cooperation")


def repaid(
    own_excess: float, help_received: float, cooperation: float, reciprocity: float, help_returned: float
) -> float:
    """Growth from good turns received: (r x + h H) (1 - k), x the excess of service, H help received in days."""
    return (reciprocity * own_excess + help_returned * help_received) * (1.0 - cooperation)


def withheld(own_shortfall: float, cooperation: float, retaliation: float) -> float:
    """Loss from bad turns received: v s k, s the shortfall (Greco et al. 2019: negative reciprocity)."""
    return retaliation * min(1.0, own_shortfall) * cooperation
