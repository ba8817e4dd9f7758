"""Contagion: moods and cynicism spread in the team, the boss counting more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class ContagionCoefficients(Declared):
    """Coefficients of contagion."""

    neutral: ClassVar[Mapping[str, float]] = {"mood_contagion": 0.0}
    """Switched off: moods do not spread."""

    mood_contagion: float = quantity(
        0.109,
        unit="1/day",
        source="barsade2002 totterdell1998",
        meaning="how far mood follows those around one",
    )
    boss_mood_weight: float = quantity(
        2.91,
        high=10.0,
        unit="teammates",
        plausible=(1.0, 5.0),
        source="sy2005",
        meaning="how many teammates' moods the boss's mood weighs",
    )


def surround(team_sum: float, team_count: float, boss: float, boss_present: float, boss_mood_weight: float) -> float:
    """Mean around a person: (sum + b B) / (n + b), the boss counting as b teammates; 0 where there is nobody.

    Whoever is there is in the team, so n is at least 1 for anybody whom this concerns.
    """
    weight = boss_mood_weight * boss_present
    return (team_sum + weight * boss) / max(team_count + weight, 1e-9)


def caught(own: float, around: float, speed: float) -> float:
    """What one takes on from those around one in a day: v (A - a), v the speed, A what is around, a one's own."""
    return speed * (around - own)
