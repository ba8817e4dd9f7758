"""The part ``environment`` of a scenario: demand, and what shocks the market has in store."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.quantity import DEFINITION, Declared, quantity
from sim.scenario.dates import LAST_DAY, Day


class Shock(Declared):
    """Something that comes over the market, stays, and goes as it came."""

    start: Day = quantity(
        250,
        high=LAST_DAY,
        plausible=(100, 500),
        unit="days",
        meaning="day on which the shock begins",
        source=DEFINITION,
    )
    length: int = quantity(
        250,
        low=1,
        high=LAST_DAY,
        plausible=(60, 500),
        unit="days",
        meaning="days from its beginning until it begins to go",
        source=DEFINITION,
    )
    onset: int = quantity(
        20,
        low=1,
        high=LAST_DAY,
        plausible=(1, 60),
        unit="days",
        meaning="days over which it comes, and over which it goes",
    )


class Recession(Shock):
    """Demand falls, people are laid off, nobody is hired, other jobs are scarce, and everybody is afraid."""

    kind: Literal["recession"]
    fall: float = quantity(
        0.3, plausible=(0.1, 0.5), unit="nominal demand", meaning="share of demand that is lost in its depth"
    )
    layoffs: float = quantity(
        0.08,
        high=0.9,
        plausible=(0.0, 0.2),
        unit="share of the staff",
        meaning="share of the staff that is laid off while it comes",
    )
    fear: float = quantity(0.6, plausible=(0.2, 0.9), meaning="how threatening the times feel in its depth")
    jobs: float = quantity(
        0.5, plausible=(0.2, 0.8), unit="normal times", meaning="how easily another job is found in its depth"
    )


class Surge(Shock):
    """Demand rises."""

    kind: Literal["surge"]
    rise: float = quantity(
        0.3,
        high=2.0,
        plausible=(0.1, 0.6),
        unit="nominal demand",
        meaning="rise of demand at its height, relative to before",
    )


AnyShock = Annotated[Recession | Surge, Field(discriminator="kind")]
"""A shock of any kind; ``kind`` says which."""


class EnvironmentPart(Declared):
    """What the world does to the office."""

    demand: float = quantity(
        1.0,
        high=3.0,
        plausible=(0.7, 1.3),
        unit="nominal demand",
        meaning="demand of the customers, apart from shocks",
        source=DEFINITION,
    )
    shocks: tuple[AnyShock, ...] = Field((), max_length=100, description="recessions and surges")
