"""Cynicism: promised minus what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class CynicismCoefficients(Declared):
    """Coefficients of cynicism."""

    neutral: ClassVar[Mapping[str, float]] = {"breach_growth": 0.0, "spreading": 0.0}
    """Switched off: broken promises do not make cynics, nor do teams."""

    breach_growth: float = quantity(
        0.00724, high=0.5, source="zhao2007", meaning="growth of cynicism from a breach of one unit"
    )
    boss_weight: float = quantity(
        2.5,
        low=1.0,
        high=5.0,
        plausible=(2.0, 3.0),
        source="simons2002",
        meaning="how much more a boss's conduct counts than a peer's",
    )
    accepted_breach: float = quantity(0.0944, plausible=(0.0, 0.2), meaning="breach that nobody minds")
    trust_buffer: float = quantity(
        0.6, source="simons2002", meaning="share of the growth that full trust in management takes away"
    )
    middling_cynicism: float = quantity(
        0.276, plausible=(0.15, 0.4), meaning="cynicism of a middling person, from which more and less are counted"
    )
    fading: float = quantity(
        0.00722,
        high=0.2,
        unit="1/day",
        source="reichers1997",
        meaning="return to the own set point; half in about 96 days",
    )
    trust_cynicism: float = quantity(
        0.0983,
        source="reichers1997 dean1998",
        meaning="how much lower cynicism settles where trust in management is one unit higher",
    )
    spreading: float = quantity(
        0.0129,
        high=0.2,
        unit="1/day",
        meaning="how fast one takes on the team's cynicism",
        source="barsade2002",
    )
    hearsay: float = quantity(
        0.00808,
        high=0.1,
        plausible=(0.004, 0.015),
        meaning="standard deviation of what else a day adds to cynicism: news, rumour, other people's stories",
    )


def claimed(own_ordinary: float, heard: float, scope: float, promised_should: float) -> float:
    """The service that was promised on a tie: o + p s (P - o); without a promise, the ordinary.

    p the promise as heard, s the scope: how far the tie counts as a client tie, P what a full promise holds out.
    """
    return own_ordinary + heard * scope * (promised_should - own_ordinary)


def breach(own_claimed: float, own_perceived: float, heard: float, scope: float, accepted_breach: float) -> float:
    """Promised minus what came: p s max(0, c - y - z); nothing where nothing was promised (Zhao et al. 2007).

    p the promise as heard, s the scope, c what was claimed, y what was perceived, z what nobody minds.
    """
    return heard * scope * max(0.0, own_claimed - own_perceived - accepted_breach)


def growth(own_breach: float, trust: float, cynicism: float, breach_growth: float, trust_buffer: float) -> float:
    """Growth of cynicism in a day: g B (1 - t T) (1 - C), B the day's breaches, T trust in management."""
    return breach_growth * own_breach * (1.0 - trust_buffer * trust) * (1.0 - cynicism)


def fade(
    cynicism: float, cynicism_set: float, trust: float, fading: float, trust_cynicism: float, base_trust: float
) -> float:
    """Return to the own set point in a day: f (c0 - k (T - T0) - C).

    T trust in management and T0 the ordinary: where management is open people come to believe it, where it breaks its
    word or dismisses people they come to doubt it (Reichers, Wanous & Austin 1997; Dean, Brandes & Dharwadkar 1998).
    """
    return fading * (cynicism_set - trust_cynicism * (trust - base_trust) - cynicism)
