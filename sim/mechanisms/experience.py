"""Experience: what came, as the client perceives it, against what should have come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class ExperienceCoefficients(Declared):
    """Coefficients of perception and judgement."""

    neutral: ClassVar[Mapping[str, float]] = {
        "delay_weight": 0.0,
        "assimilation": 0.0,
        "neglect": 0.0,
        "boss_counts": 1.0,
    }
    """Switched off: the manner is all that is perceived: neither waiting nor expectation counts."""

    delay_weight: float = quantity(0.549, meaning="how much of the worth of service endless waiting takes")
    patience: float = quantity(
        5.18, low=0.5, high=60.0, unit="days", plausible=(2.0, 10.0), meaning="waiting that takes half of that"
    )
    assimilation: float = quantity(
        0.284,
        high=0.9,
        source="boulding1993",
        meaning="how far perception is drawn towards what one had learned to expect",
    )
    tolerance: float = quantity(
        0.119, plausible=(0.05, 0.2), source="zeithaml1993", meaning="half the width of the zone of tolerance"
    )
    boss_counts: float = quantity(
        4.0,
        low=1.0,
        high=5.0,
        plausible=(1.0, 4.0),
        source="hershcovis2010 gerstner1997",
        meaning="how much more the boss's service counts in how one feels about the day than a colleague's",
    )
    neglect: float = quantity(
        0.143,
        plausible=(0.05, 0.3),
        meaning="weight of a day without an answer, once patience is over, against an encounter",
    )


def delivered(quality: float, waiting: float, delay_weight: float, patience: float) -> float:
    """What came: x = q (1 - d t / (t + T)), q the manner, t days waited, T patience in days (hyperbolic; assumption)."""
    return quality * (1.0 - delay_weight * waiting / (waiting + patience))


def perceived(came: float, will: float, assimilation: float) -> float:
    """What is perceived: y = x + a (e - x), e the service expected of this provider (Boulding et al. 1993)."""
    return came + assimilation * (will - came)


def standard(ordinary: float, should: float, scope: float, campaign: float) -> float:
    """The service one feels entitled to on a tie: o + (1 - D (1 - s)) (S - o).

    o the ordinary standard, S what one has come to feel entitled to, s how far the tie counts as a client tie, D how
    loud the campaign or the promise is; without either, scope makes no difference (assumption).
    """
    return ordinary + (1.0 - campaign * (1.0 - scope)) * (should - ordinary)


def shortfall(own_perceived: float, own_standard: float, tolerance: float) -> float:
    """Service below the zone of tolerance: max(0, S - z - y) (Oliver 1980; Zeithaml, Berry & Parasuraman 1993)."""
    return max(0.0, own_standard - tolerance - own_perceived)


def excess(own_perceived: float, own_standard: float, tolerance: float) -> float:
    """Service above the zone of tolerance: max(0, y - S - z)."""
    return max(0.0, own_perceived - own_standard - tolerance)
