"""Trust in management: built by openness, broken by promises that are not kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class TrustCoefficients(Declared):
    """Coefficients of trust."""

    neutral: ClassVar[Mapping[str, float]] = {"openness_trust": 0.0, "breach_trust": 0.0, "layoff_trust": 0.0}
    """Switched off: trust stays."""

    base_trust: float = quantity(
        0.451, plausible=(0.3, 0.6), meaning="trust in a management that neither explains nor promises"
    )
    openness_trust: float = quantity(0.349, source="simons2002", meaning="gain in trust from full open communication")
    breach_trust: float = quantity(
        2.0,
        high=20.0,
        source="simons2002",
        meaning="loss of trust in the long run per unit of daily breach per head",
    )
    layoff_trust: float = quantity(
        50.0,
        high=500.0,
        source="brockner1988 datta2010",
        meaning="loss of trust in the long run per unit of the daily share of people who are laid off",
    )
    trust_learning: float = quantity(0.0192, unit="1/day", plausible=(0.005, 0.05), meaning="how fast trust follows")


def trust_change(
    trust: float,
    open_communication: float,
    mean_breach: float,
    laid_off_share: float,
    base_trust: float,
    openness_trust: float,
    breach_trust: float,
    layoff_trust: float,
    trust_learning: float,
) -> float:
    """Daily change of trust: v (t0 + o O - b B - l L - T).

    O open communication, B the day's mean breach per head (Simons 2002: words and deeds), L the share of people who are
    laid off today: those who stay trust management less (Brockner 1988; Datta et al. 2010).
    """
    goal = base_trust + openness_trust * open_communication - breach_trust * mean_breach - layoff_trust * laid_off_share
    return trust_learning * (goal - trust)
