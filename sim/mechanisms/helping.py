"""Helping: time goes to overloaded teammates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class HelpingCoefficients(Declared):
    """Coefficients of help."""

    neutral: ClassVar[Mapping[str, float]] = {"help_share": 0.0, "help_sacrifice": 0.0}
    """Switched off: nobody helps."""

    thanked_willingness: float = quantity(
        0.584,
        high=3.0,
        source="grant2010",
        meaning="relative gain in willingness from having been thanked fully the day before",
    )
    duty: float = quantity(
        0.313,
        high=0.9,
        plausible=(0.1, 0.4),
        meaning="cooperation that goes into one's own job; only what is beyond it becomes help",
    )
    help_share: float = quantity(0.324, meaning="share of the time left over that a fully willing person offers")
    help_sacrifice: float = quantity(
        0.0471,
        high=0.5,
        meaning="share of own working time that a fully willing person gives up while a teammate is overloaded",
    )
    overload_days: float = quantity(
        0.5,
        low=0.1,
        high=20.0,
        unit="days",
        plausible=(0.5, 3.0),
        meaning="work left over at night from which one counts as overloaded",
    )


def willingness(cooperation: float, warmth: float, thanked: float, thanked_willingness: float, duty: float) -> float:
    """Readiness to help: min(1, (k - d)+ / (1 - d) (1 + W) / 2 (1 + t T)) (form assumed).

    k cooperation, d the part of it that is no more than duty, W mean warmth towards peers (Flynn 2003), T how thanked one
    felt the day before (Grant & Gino 2010).
    """
    beyond = max(0.0, cooperation - duty) / (1.0 - duty)
    return min(1.0, beyond * 0.5 * (1.0 + warmth) * (1.0 + thanked_willingness * thanked))


def reserve(capacity: float, own_willingness: float, overloaded: float, help_sacrifice: float) -> float:
    """Time set aside before own work, in days: g v K where a teammate was overloaded last night (own progress pays)."""
    return help_sacrifice * own_willingness * capacity * overloaded


def offer(set_aside: float, slack: float, own_willingness: float, help_share: float) -> float:
    """Time offered to the team, in days: g + h v L, g what was set aside, L the time left over."""
    return set_aside + help_share * own_willingness * slack


def need(left_work: float, overload_days: float) -> float:
    """Work beyond what one can bear overnight, in days: max(0, w - o), w the workable own work left."""
    return max(0.0, left_work - overload_days)
