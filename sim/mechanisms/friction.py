"""Friction: people rub each other the wrong way, and more so where one has been told that one is a client.

However good the service, some encounters go wrong between two people. Among friends that is forgotten; a client who has
been told to expect the treatment of a customer takes it as an offence, and the warmth that would soften it may be gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class FrictionCoefficients(Declared):
    """Coefficients of everyday friction."""

    neutral: ClassVar[Mapping[str, float]] = {"friction_rate": 0.0}
    """Switched off: only service makes grudges."""

    friction_rate: float = quantity(
        0.00109,
        high=0.5,
        unit="1/encounter",
        plausible=(0.0004, 0.004),
        source="cortina2001",
        meaning="probability that the two people rub each other the wrong way in an encounter",
    )
    friction_size: float = quantity(
        0.595, plausible=(0.3, 0.9), meaning="grudge that this leaves with a client who is neither warm nor entitled"
    )
    touchiness: float = quantity(
        1.48,
        high=5.0,
        plausible=(0.0, 3.0),
        meaning="how much larger it is where a full campaign says that one is a client",
    )


def friction(
    rubbed: float,
    entitlement: float,
    open_communication: float,
    camaraderie: float,
    animosity: float,
    campaign: float,
    friction_size: float,
    touchiness: float,
    entitled_offence: float,
    explanation: float,
    warm_buffer: float,
) -> float:
    """Growth of the grudge by a slip: F f (1 + t D) (1 + n (N - 1/2)) (1 - 2 x O (1 - N))+ (1 - b W) (1 - G).

    F is 1 where the two rubbed each other the wrong way and 0 otherwise, D the campaign as far as it reaches the tie,
    N entitlement, O open communication, W warmth, G the grudge itself. That rudeness is common is published (Cortina,
    Magley, Williams & Langhout 2001); that being called a client makes one touchy is the documents' claim.
    """
    return (
        rubbed
        * friction_size
        * (1.0 + touchiness * campaign)
        * (1.0 + entitled_offence * (entitlement - 0.5))
        * max(0.0, 1.0 - 2.0 * explanation * open_communication * (1.0 - entitlement))
        * (1.0 - warm_buffer * camaraderie)
        * (1.0 - animosity)
    )
