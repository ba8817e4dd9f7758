"""Ideas: people find better ways, and process improvement turns them into efficiency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class IdeasCoefficients(Declared):
    """Coefficients of ideas and of process improvement."""

    neutral: ClassVar[Mapping[str, float]] = {"improvement": 0.0}
    """Switched off: no idea is taken up."""

    idea_rate: float = quantity(
        0.02,
        high=0.5,
        unit="ideas/day",
        plausible=(0.005, 0.05),
        meaning="ideas of a middling person in a day",
    )
    mood_ideas: float = quantity(
        1.0, high=4.0, source="amabile2005", meaning="relative gain in ideas from mood one unit higher"
    )
    mindset_ideas: float = quantity(0.3, high=2.0, meaning="relative gain in ideas from full felt mindset")
    empowerment_ideas: float = quantity(
        0.5, high=2.0, source="seibert2011", meaning="relative gain in ideas from full empowerment"
    )
    slack_ideas: float = quantity(0.5, high=2.0, meaning="relative gain in ideas from a day left over wholly")
    hindrance_ideas: float = quantity(
        0.5, source="lepine2005", meaning="share of ideas lost where all own cases are blocked"
    )
    improvement: float = quantity(
        0.16,
        high=2.0,
        unit="1/idea per head",
        published=True,
        source="schneiderman1988",
        meaning="share of what is left to improve that one idea per head realises under full process improvement",
    )
    potential: float = quantity(
        0.20, high=1.0, plausible=(0.1, 0.3), meaning="how much more efficient the processes can become"
    )
    erosion: float = quantity(
        0.0003, high=0.05, unit="1/day", source="sterman1997", meaning="loss of what was gained, in a day"
    )


def ideas(
    mood: float,
    mindset: float,
    empowerment: float,
    slack: float,
    blocked: float,
    idea_rate: float,
    mood_ideas: float,
    mindset_ideas: float,
    empowerment_ideas: float,
    slack_ideas: float,
    hindrance_ideas: float,
) -> float:
    """Ideas of a person in a day: i (1 + a (m - 1/2)) (1 + b n) (1 + c E) (1 + d L) (1 - h B).

    m mood, n mindset, E empowerment, L time left over in days, B share of own cases blocked (Amabile et al. 2005).
    """
    return (
        idea_rate
        * max(0.0, 1.0 + mood_ideas * (mood - 0.5))
        * (1.0 + mindset_ideas * mindset)
        * (1.0 + empowerment_ideas * empowerment)
        * (1.0 + slack_ideas * slack)
        * (1.0 - hindrance_ideas * blocked)
    )


def efficiency_change(
    efficiency: float,
    ideas_per_head: float,
    process_improvement: float,
    improvement: float,
    potential: float,
    erosion: float,
) -> float:
    """Daily change of efficiency: min(1, y P i) (1 + U - x) - e (x - 1).

    y improvement, P the lever, i ideas per head, x efficiency, 1 + U the most that it can become, e erosion: diminishing
    returns (Schneiderman 1988), and slow erosion of what is not kept up (Sterman, Repenning & Kofman 1997).
    """
    realised = min(1.0, improvement * process_improvement * ideas_per_head)
    return realised * (1.0 + potential - efficiency) - erosion * (efficiency - 1.0)
