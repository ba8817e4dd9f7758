"""Service: which requests are answered, how well, and how much comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class ServiceCoefficients(Declared):
    """Coefficients of internal service."""

    neutral: ClassVar[Mapping[str, float]] = {
        "avoidance": 0.0,
        "favour": 0.0,
        "cooperation_manner": 0.0,
        "morale_manner": 0.0,
        "cynicism_manner": 0.0,
        "strain_manner": 0.0,
        "animosity_manner": 0.0,
        "display_manner": 0.0,
    }
    """Switched off: everybody serves everybody alike in every state."""

    avoidance: float = quantity(
        0.825, source="andersson1999", meaning="how far a full grudge on the tie keeps the provider away"
    )
    favour: float = quantity(0.4, source="gouldner1960", meaning="how far full camaraderie draws the provider")
    least_inclination: float = quantity(
        0.05,
        low=0.01,
        plausible=(0.02, 0.1),
        meaning="inclination that even the worst grudge leaves: nobody is refused altogether",
    )
    base_manner: float = quantity(0.631, plausible=(0.45, 0.65), meaning="quality of service of a middling provider")
    cooperation_manner: float = quantity(
        0.244, source="flynn2003", meaning="gain in quality from cooperation one unit higher"
    )
    morale_manner: float = quantity(0.203, source="judge2001", meaning="gain in quality from morale one unit higher")
    cynicism_manner: float = quantity(0.146, source="dean1998", meaning="loss of quality to cynicism one unit higher")
    strain_manner: float = quantity(0.0465, source="bakker2007", meaning="loss of quality to full strain")
    animosity_manner: float = quantity(
        0.31, source="andersson1999", meaning="loss of quality to a full grudge on the tie"
    )
    display_manner: float = quantity(
        0.302, meaning="gain in quality from full eagerness in someone with no practice in service"
    )
    facing_practice: float = quantity(
        0.477,
        meaning="share of that gain which those who meet customers have already, by practice",
    )
    manner_spread: float = quantity(
        0.127, plausible=(0.05, 0.2), meaning="standard deviation of quality from one encounter to the next"
    )
    empowered_spread: float = quantity(
        0.3, meaning="growth of that spread under full empowerment", source="seibert2011"
    )
    misunderstanding: float = quantity(
        0.108, plausible=(0.05, 0.2), meaning="share of answers that come back without open communication"
    )
    clarity: float = quantity(0.598, meaning="share of these that full open communication prevents")


def inclination(
    animosity: float, camaraderie: float, avoidance: float, favour: float, least_inclination: float
) -> float:
    """How much a provider is drawn to a tie: h = max(h0, 1 - a G + f W).

    G the grudge and W the warmth on the tie (Andersson & Pearson 1999; Gouldner 1960; linear form assumed).
    """
    return max(least_inclination, 1.0 - avoidance * animosity + favour * camaraderie)


def attitude(
    cooperation: float,
    morale: float,
    cynicism: float,
    strain: float,
    base_manner: float,
    cooperation_manner: float,
    morale_manner: float,
    cynicism_manner: float,
    strain_manner: float,
    middling_cynicism: float,
) -> float:
    """The provider's part of the quality of service: q0 + a (k - 1/2) + b (M - 1/2) - c (C - C0) - d S.

    k cooperation, M morale, C cynicism and C0 that of a middling person, S strain.
    """
    return (
        base_manner
        + cooperation_manner * (cooperation - 0.5)
        + morale_manner * (morale - 0.5)
        - cynicism_manner * (cynicism - middling_cynicism)
        - strain_manner * strain
    )


def eagerness(facing: float, shown: float, scope: float, facing_practice: float, display_manner: float) -> float:
    """What eagerness adds to quality: e (f + (1 - f) d s), f = F p the practice that those who meet customers have anyway.

    d the eagerness shown, s the scope: how far the tie counts as a client tie. Who has practised gains less (assumption).
    """
    practice = facing * facing_practice
    return display_manner * (practice + (1.0 - practice) * shown * scope)


def manner(
    own_attitude: float,
    own_eagerness: float,
    own_regard: float,
    animosity: float,
    chance: float,
    animosity_manner: float,
) -> float:
    """Quality of service on a tie: attitude + eagerness + regard - g G + chance, cut to [0, 1]; G the grudge on the tie."""
    return min(1.0, max(0.0, own_attitude + own_eagerness + own_regard - animosity_manner * animosity + chance))


def spread(empowerment: float, manner_spread: float, empowered_spread: float) -> float:
    """Standard deviation of quality between encounters: s (1 + v E); empowerment brings variance."""
    return manner_spread * (1.0 + empowered_spread * empowerment)


def rework_share(open_communication: float, misunderstanding: float, clarity: float) -> float:
    """Share of answers that come back: r = u (1 - c O) (assumption)."""
    return misunderstanding * (1.0 - clarity * open_communication)
