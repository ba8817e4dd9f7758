"""Mindset: how far coworkers are felt to be clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class MindsetCoefficients(Declared):
    """Coefficients of adopting and forgetting the mindset."""

    neutral: ClassVar[Mapping[str, float]] = {"adoption": 0.0, "thanks_learning": 0.0}
    """Switched off: nobody adopts the mindset."""

    adoption: float = quantity(
        0.0288,
        unit="1/day",
        plausible=(0.01, 0.06),
        meaning="speed at which a full campaign is adopted by somebody without cynicism",
    )
    resistance: float = quantity(
        1.28,
        high=3.0,
        source="reichers1997",
        meaning="share of adoption that full cynicism prevents; above 1, the very cynical adopt nothing",
    )
    trusted_adoption: float = quantity(
        1.5,
        high=4.0,
        source="oreg2006 stanley2005",
        meaning="relative fall of that resistance per unit of trust in management beyond the ordinary",
    )
    disillusion: float = quantity(
        0.0121,
        high=0.3,
        unit="1/day",
        source="reichers1997",
        meaning="loss of mindset in a day to full cynicism",
    )
    team_learning: float = quantity(0.00977, high=0.2, unit="1/day", meaning="how fast one takes on the team's mindset")
    boss_example: float = quantity(
        0.0143, high=0.2, unit="1/day", source="simons2002", meaning="how fast one takes on the boss's mindset"
    )
    thanks_learning: float = quantity(
        0.00967,
        high=0.2,
        unit="1/day",
        source="grant2010",
        meaning="growth of mindset from being thanked fully while a campaign runs",
    )
    forgetting: float = quantity(0.00896, high=0.2, unit="1/day", meaning="loss of mindset in a day without a campaign")


def adopted(
    client_mindset: float,
    cynicism: float,
    mindset: float,
    trust: float,
    adoption: float,
    resistance: float,
    trusted_adoption: float,
    base_trust: float,
) -> float:
    """Adoption in a day: a D (1 - r C (1 - k (T - T0)+)+)+ (1 - m), D the campaign, m the mindset, C cynicism.

    T trust in management, T0 the ordinary trust: cynics resist (Reichers, Wanous & Austin 1997), but less where they trust
    those who announce the change (Stanley, Meyer & Topolnytsky 2005; Oreg 2006). Broken promises act through C.
    """
    resisting = resistance * cynicism * max(0.0, 1.0 - trusted_adoption * max(0.0, trust - base_trust))
    return adoption * client_mindset * max(0.0, 1.0 - resisting) * (1.0 - mindset)


def lost(client_mindset: float, cynicism: float, mindset: float, disillusion: float, forgetting: float) -> float:
    """Loss in a day: (d C + f (1 - D)) m."""
    return (disillusion * cynicism + forgetting * (1.0 - client_mindset)) * mindset


def example(
    client_mindset: float, boss_mindset: float, mindset: float, boss_present: float, boss_example: float
) -> float:
    """The boss's own example in a day: e D p (B - m): a boss who does not serve undoes it (Simons 2002)."""
    return boss_example * client_mindset * boss_present * (boss_mindset - mindset)
