"""Blocking: own cases cannot be finished while the requests they need are open.

Here the service-profit chain comes about; nothing else ties external results to internal service.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class BlockingCoefficients(Declared):
    """Coefficients of blocking."""

    neutral: ClassVar[Mapping[str, float]] = {
        "holds_up": 0.0,
        "workmanship_morale": 0.0,
        "workmanship_mindset": 0.0,
        "workmanship_strain": 0.0,
        "workmanship_service": 0.0,
    }
    """Switched off: nobody waits for anybody, and quality is the same in every state."""

    holds_up: float = quantity(
        0.434, plausible=(0.25, 0.9), unit="cases/request", meaning="own cases that one open request holds up"
    )
    workmanship_base: float = quantity(0.616, plausible=(0.5, 0.75), meaning="quality of own work of a middling person")
    workmanship_morale: float = quantity(
        0.351, source="judge2001", meaning="gain in quality of own work from morale one unit higher"
    )
    workmanship_mindset: float = quantity(
        0.0523, meaning="gain in quality of own work from full felt mindset at full autonomy"
    )
    workmanship_service: float = quantity(
        0.144,
        source="heskett1994 hallowell1996",
        meaning="gain in quality of own work from colleagues' answers one unit better than middling",
    )
    workmanship_strain: float = quantity(
        0.0497, source="bakker2007", meaning="loss of quality of own work to full strain"
    )


def blocked_cases(open_cases: float, outstanding: float, holds_up: float) -> float:
    """Own cases that must wait: b = min(w, h R), w open cases, R own requests open (assumption: each holds up its own)."""
    return min(open_cases, holds_up * outstanding)


def workmanship(
    morale: float,
    mindset: float,
    own_autonomy: float,
    strain: float,
    service: float,
    workmanship_base: float,
    workmanship_morale: float,
    workmanship_mindset: float,
    workmanship_strain: float,
    workmanship_service: float,
) -> float:
    """Quality of own work: q0 + a (M - 1/2) + b m A - d S + s (Q - 1/2), cut to [0, 1].

    Q the mean quality of the service that one got with today's answers, 1/2 on a day without: what one builds on shows in
    what one makes (Heskett et al. 1994).
    """
    quality = (
        workmanship_base
        + workmanship_morale * (morale - 0.5)
        + workmanship_mindset * mindset * own_autonomy
        - workmanship_strain * strain
        + workmanship_service * (service - 0.5)
    )
    return min(1.0, max(0.0, quality))
