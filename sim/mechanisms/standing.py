"""Standing: some people are taken to, and treated well for it; others are targets, whatever they do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class StandingCoefficients(Declared):
    """Coefficients of what standing does."""

    neutral: ClassVar[Mapping[str, float]] = {"standing_manner": 0.0, "targeting": 0.0}
    """Switched off: everybody is treated alike."""

    standing_manner: float = quantity(
        0.399,
        plausible=(0.1, 0.5),
        source="scott2009",
        meaning="gain in quality of the service that one gets from standing one unit higher",
    )
    targeting: float = quantity(
        2.5,
        high=4.0,
        plausible=(1.0, 3.0),
        source="aquino2009",
        meaning="how much likelier slips are where the client's standing is one unit lower, relative to the middle",
    )


def regard(standing: float, standing_manner: float) -> float:
    """What the client's standing adds to quality: r (s - 1/2), s the standing.

    Popular people are helped more and slighted less, whatever they do (Scott & Judge 2009).
    """
    return standing_manner * (standing - 0.5)


def friction_chance(standing: float, friction_rate: float, targeting: float) -> float:
    """Probability that two people rub each other the wrong way in an encounter: min(1, r max(0, 1 + 2 t (1/2 - s))).

    s the client's standing. Incivility is selective: some meet it often, others never (Aquino & Thau 2009).
    """
    return min(1.0, friction_rate * max(0.0, 1.0 + 2.0 * targeting * (0.5 - standing)))
