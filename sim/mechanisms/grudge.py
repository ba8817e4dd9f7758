"""Grudge: offence by bad service, healing by good service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class GrudgeCoefficients(Declared):
    """Coefficients of animosity's growth and healing."""

    neutral: ClassVar[Mapping[str, float]] = {"offence": 0.0}
    """Switched off: bad service makes no grudge."""

    offence: float = quantity(
        0.0999,
        high=2.0,
        meaning="growth of a grudge from a shortfall of one unit, before losses loom larger",
    )
    loss_aversion: float = quantity(
        2.5,
        low=1.0,
        high=6.0,
        plausible=(2.0, 3.0),
        source="baumeister2001",
        meaning="how much more a shortfall counts than an excess",
    )
    entitled_offence: float = quantity(
        1.0, high=2.0, source="harvey2010", meaning="how much more offence full entitlement takes than none"
    )
    explanation: float = quantity(
        0.49,
        source="bies1988",
        meaning="share of offence that full open communication explains away, for somebody of middling entitlement",
    )
    warm_buffer: float = quantity(
        0.492, source="mccullough1998", meaning="share of offence that full camaraderie softens"
    )
    notable: float = quantity(
        0.2,
        low=0.001,
        plausible=(0.05, 0.3),
        source="cortina2001",
        meaning="growth of a grudge in one encounter from which on one would speak of an offence; what is less is a slight",
    )
    healing: float = quantity(
        0.5, high=2.0, source="grant2010", meaning="share of a grudge that an excess of one unit heals"
    )


def offence(
    own_shortfall: float,
    entitlement: float,
    open_communication: float,
    camaraderie: float,
    animosity: float,
    offence: float,
    loss_aversion: float,
    entitled_offence: float,
    explanation: float,
    warm_buffer: float,
) -> float:
    """Growth of the grudge in an encounter: o l s (1 + n (N - 1/2)) (1 - 2 x O (1 - N))+ (1 - b W) (1 - G).

    s the shortfall, N entitlement, O open communication, W warmth, G the grudge itself; l is loss aversion
    (Baumeister et al. 2001; Harvey & Harris 2010; the product form is an assumption).
    """
    return (
        offence
        * loss_aversion
        * own_shortfall
        * (1.0 + entitled_offence * (entitlement - 0.5))
        * max(0.0, 1.0 - 2.0 * explanation * open_communication * (1.0 - entitlement))
        * (1.0 - warm_buffer * camaraderie)
        * (1.0 - animosity)
    )


def healed(own_excess: float, animosity: float, healing: float) -> float:
    """Part of the grudge that good service heals: G min(1, h x), x the excess (Grant & Gino 2010: gratitude)."""
    return animosity * min(1.0, healing * own_excess)
