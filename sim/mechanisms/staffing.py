"""Staffing: people quit, are laid off, and are followed by newcomers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class StaffingCoefficients(Declared):
    """Coefficients of quitting and hiring."""

    neutral: ClassVar[Mapping[str, float]] = {
        "morale_quit": 0.0,
        "cynicism_quit": 0.0,
        "disliked_quit": 0.0,
        "newness_quit": 0.0,
    }
    """Switched off: people quit by chance alone."""

    quit_rate: float = quantity(
        0.0007,
        high=0.02,
        unit="1/day",
        plausible=(0.0004, 0.001),
        published=True,
        source="jolts",
        meaning="hazard of quitting of a middling person: about 1.5 % a month",
    )
    morale_quit: float = quantity(
        3.62,
        high=15.0,
        source="griffeth2000",
        meaning="relative rise of the hazard per unit of morale lost",
    )
    cynicism_quit: float = quantity(
        2.0, high=10.0, source="dean1998", meaning="relative rise of the hazard per unit of cynicism"
    )
    disliked_quit: float = quantity(1.0, high=10.0, meaning="relative rise of the hazard per unit of grudge met")
    newness_quit: float = quantity(
        2.8,
        high=10.0,
        source="farber1999 griffeth2000",
        meaning="relative rise of the hazard of somebody quite new, against somebody long settled",
    )
    settling: float = quantity(
        316.0,
        low=10.0,
        high=2500.0,
        unit="days",
        plausible=(100.0, 500.0),
        source="farber1999",
        meaning="tenure at which half of that is left; at twice that one is a middling person",
    )
    least_quit: float = quantity(
        0.1, low=0.01, plausible=(0.05, 0.3), meaning="share of the hazard that even the most content keep"
    )
    vacancy: float = quantity(
        40.0,
        low=1.0,
        high=500.0,
        unit="days",
        plausible=(20.0, 80.0),
        meaning="mean days until a chair is filled",
    )
    newcomer_cynicism: float = quantity(
        0.742, meaning="a newcomer's cynicism, relative to the own set point", source="boswell2009"
    )
    culture_learning: float = quantity(
        0.597,
        source="harrison1991",
        meaning="share of the team's cooperation that a newcomer takes on at the start",
    )


def quit_hazard(
    morale: float,
    cynicism: float,
    animosity_met: float,
    tenure: float,
    jobs: float,
    quit_rate: float,
    morale_quit: float,
    cynicism_quit: float,
    disliked_quit: float,
    newness_quit: float,
    settling: float,
    least_quit: float,
    middling_cynicism: float,
) -> float:
    """Probability of quitting today: J q max(h0, 1 + a J (1/2 - M) + b (C - C0) + c G + n (T / (T + t) - 1/3)).

    M morale, C cynicism, C0 that of a middling person, G mean grudge met, t tenure, J how easily jobs are found: dissatisfaction
    drives people out where there is somewhere to go, and most of those who leave leave early (Farber 1999; Griffeth, Hom &
    Gaertner 2000; Trevor & Nyberg 2008).
    """
    return (
        jobs
        * quit_rate
        * max(
            least_quit,
            1.0
            + morale_quit * jobs * (0.5 - morale)
            + cynicism_quit * (cynicism - middling_cynicism)
            + disliked_quit * animosity_met
            + newness_quit * (settling / (settling + tenure) - 1.0 / 3.0),
        )
    )


def vacancy_days(u: float, vacancy: float) -> float:
    """Days until a chair is filled: max(1, v (1/2 + u)), v the mean, u uniform in [0, 1)."""
    return max(1.0, vacancy * (0.5 + u))
