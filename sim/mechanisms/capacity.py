"""Capacity: how much work a person can do today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class CapacityCoefficients(Declared):
    """Coefficients of effort and capacity."""

    neutral: ClassVar[Mapping[str, float]] = {
        "morale_effort": 0.0,
        "mindset_effort": 0.0,
        "cynicism_effort": 0.0,
        "strain_effort": 0.0,
        "empowered_autonomy": 0.0,
    }
    """Switched off: everybody works alike in every state."""

    morale_effort: float = quantity(
        0.237, high=2.0, source="judge2001", meaning="gain in effort from morale one unit higher"
    )
    mindset_effort: float = quantity(
        0.143, meaning="gain in effort from full felt mindset at full autonomy: more determined work"
    )
    cynicism_effort: float = quantity(
        0.113,
        source="dean1998",
        meaning="loss of effort to full cynicism; small, since cynicism hits attitudes and extra work",
    )
    strain_effort: float = quantity(0.0373, source="bakker2007", meaning="loss of effort to full strain")
    least_effort: float = quantity(
        0.2,
        low=0.05,
        plausible=(0.1, 0.5),
        meaning="effort that even the worst day leaves, relative to an ordinary day",
    )
    empowered_autonomy: float = quantity(
        0.586,
        plausible=(0.3, 0.8),
        source="seibert2011",
        meaning="share of what needs somebody's leave that full empowerment sets free",
    )
    newcomer_skill: float = quantity(
        0.583, plausible=(0.4, 0.8), meaning="skill on the first day, relative to own full skill"
    )
    learning_days: float = quantity(
        131.0,
        low=1.0,
        high=1000.0,
        unit="days",
        plausible=(60.0, 250.0),
        meaning="days until a newcomer works at full skill",
    )


def autonomy(freedom: float, empowerment: float, empowered_autonomy: float) -> float:
    """Share of own work that needs nobody's leave: A = f + x (1 - f) E (Seibert, Wang & Courtright 2011).

    f is the job's own freedom, E empowerment.
    """
    return freedom + empowered_autonomy * (1.0 - freedom) * empowerment


def effort(
    morale: float,
    mindset: float,
    cynicism: float,
    strain: float,
    own_autonomy: float,
    morale_effort: float,
    mindset_effort: float,
    cynicism_effort: float,
    strain_effort: float,
    least_effort: float,
) -> float:
    """Effort relative to an ordinary day: e = 1 + a (M - 1/2) + b m A - c C - d S, at least e0.

    M morale, m felt mindset, A autonomy, C cynicism, S strain (Judge et al. 2001 for morale; Bakker & Demerouti 2007
    for strain; the linear form is an assumption).
    """
    return max(
        least_effort,
        1.0
        + morale_effort * (morale - 0.5)
        + mindset_effort * mindset * own_autonomy
        - cynicism_effort * cynicism
        - strain_effort * strain,
    )


def proficiency(tenure: float, newcomer_skill: float, learning_days: float) -> float:
    """Share of own full skill: k = k0 + (1 - k0) min(1, t / T), t the tenure in days (assumption: linear)."""
    return newcomer_skill + (1.0 - newcomer_skill) * min(1.0, tenure / learning_days)


def capacity(
    own_effort: float,
    skill: float,
    own_proficiency: float,
    efficiency: float,
    overhead: float,
    present: float,
) -> float:
    """Standard work that can be done today, in days: K = p e s k x (1 - o).

    e effort, s skill, k proficiency, x efficiency of the processes, o the overhead: the share of the day that the levers take,
    p 1 where somebody is present, 0 at a vacant chair.
    """
    return present * own_effort * skill * own_proficiency * efficiency * (1.0 - overhead)
