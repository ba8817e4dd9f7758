"""Customers: satisfaction follows quality and speed over months, the customer base follows satisfaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class CustomersCoefficients(Declared):
    """Coefficients of external customers."""

    neutral: ClassVar[Mapping[str, float]] = {"loyalty": 0.0, "hard_times": 0.0}
    """Switched off: the customer base stays."""

    quality_weight: float = quantity(
        0.705, meaning="weight of quality against speed in satisfaction", source="hallowell1996"
    )
    speed_half: float = quantity(
        3.62,
        low=0.5,
        high=60.0,
        unit="days",
        plausible=(2.0, 10.0),
        meaning="time to finish a case that takes half of the satisfaction with speed",
    )
    lost_weight: float = quantity(1.0, meaning="how much a case that is given up counts against the finished ones")
    satisfaction_learning: float = quantity(
        0.0124,
        unit="1/day",
        plausible=(0.005, 0.03),
        meaning="how fast satisfaction follows what customers get; half in about 56 days",
    )
    fashion: float = quantity(
        0.00717,
        high=0.05,
        plausible=(0.002, 0.01),
        source="harter2002",
        meaning="standard deviation of what else a day adds to customers' satisfaction: prices, competitors, fashion",
    )
    benchmark: float = quantity(
        0.664,
        plausible=(0.5, 0.7),
        meaning="satisfaction at which the customer base neither grows nor shrinks",
    )
    loyalty: float = quantity(
        1.11,
        high=5.0,
        source="hallowell1996 heskett1994",
        meaning="relative change of the customer base in the long run per unit of satisfaction",
    )
    base_learning: float = quantity(
        0.0054,
        unit="1/day",
        plausible=(0.002, 0.02),
        meaning="how fast the customer base follows; half in about 128 days",
    )
    hard_times: float = quantity(
        2.0,
        high=5.0,
        meaning="relative loss of the customer base in the long run, where nobody is satisfied and fear is full",
    )


def got(
    quality: float,
    days_to_finish: float,
    lost_share: float,
    quality_weight: float,
    speed_half: float,
    lost_weight: float,
) -> float:
    """What customers get: (w q + (1 - w) T / (T + t)) (1 - l L).

    q mean quality of the finished cases, t days to finish (open cases over finished ones: Little 1961), L share lost.
    """
    speed = speed_half / (speed_half + days_to_finish)
    return (quality_weight * quality + (1.0 - quality_weight) * speed) * (1.0 - lost_weight * lost_share)


def base_change(
    customers: float,
    satisfaction: float,
    fear: float,
    benchmark: float,
    loyalty: float,
    base_learning: float,
    hard_times: float,
) -> float:
    """Daily change of the customer base: v (1 + k (s - s0) - h F (1 - s) - c), c the base, F fear in the market.

    s satisfaction, s0 the benchmark. In hard times customers save where they are least satisfied (assumption).
    """
    goal = 1.0 + loyalty * (satisfaction - benchmark) - hard_times * fear * (1.0 - satisfaction)
    return base_learning * (goal - customers)
