"""Mood: how one feels today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class MoodCoefficients(Declared):
    """Coefficients of mood."""

    neutral: ClassVar[Mapping[str, float]] = {
        "hurt": 0.0,
        "joy": 0.0,
        "hindrance": 0.0,
        "rudeness": 0.0,
        "helper_lift": 0.0,
        "thanks_lift": 0.0,
        "strain_mood": 0.0,
        "cynical_mood": 0.0,
        "disliked_mood": 0.0,
        "fear_mood": 0.0,
        "autonomy_mood": 0.0,
        "warmth_mood": 0.0,
    }
    """Switched off: what happens does not touch mood."""

    mood_return: float = quantity(
        0.5, unit="1/day", plausible=(0.3, 0.7), source="miner2005", meaning="return of mood to morale"
    )
    hurt: float = quantity(0.19, high=3.0, meaning="loss of mood from a shortfall of one unit", source="miner2005")
    joy: float = quantity(
        0.0565,
        high=3.0,
        meaning="gain of mood from an excess of one unit: several times less than the hurt",
        source="miner2005",
    )
    hindrance: float = quantity(
        0.159, source="lepine2005", meaning="loss of mood from a day on which all own cases are blocked"
    )
    rudeness: float = quantity(
        0.9,
        source="cortina2001",
        meaning="loss of mood from being rubbed the wrong way, per unit of the grudge that it leaves",
    )
    helper_lift: float = quantity(
        0.757, high=2.0, unit="1/day of help", source="grant2010", meaning="gain of mood from helping"
    )
    thanks_lift: float = quantity(0.0372, source="grant2010", meaning="gain of mood from being thanked fully")
    strain_mood: float = quantity(0.0283, source="bakker2007", meaning="loss of mood in a day to full strain")
    cynical_mood: float = quantity(
        0.115,
        source="chiaburu2013",
        meaning="loss of mood in a day to cynicism one unit above that of a middling person",
    )
    disliked_mood: float = quantity(
        0.183,
        source="labianca2006",
        meaning="loss of mood in a day from being met with full grudges by everybody whom one serves",
    )
    fear_mood: float = quantity(0.1, source="brockner1988", meaning="loss of mood in a day to full fear")
    autonomy_mood: float = quantity(
        0.103, source="humphrey2007", meaning="gain of mood in a day from autonomy one unit higher"
    )
    warmth_mood: float = quantity(
        0.0555,
        source="chiaburu2008 baumeister1995",
        meaning="gain of mood in a day from warmth towards one's peers one unit above what peers come to by themselves",
    )
    ordinary_mood: float = quantity(
        0.0473,
        high=0.2,
        plausible=(0.02, 0.08),
        meaning="gain of mood in a day from the rest of the job: the work itself, pay, whatever this model leaves out",
    )
    mood_spread: float = quantity(
        0.127, high=0.5, source="miner2005", meaning="standard deviation of what else a day brings to one's mood"
    )
    team_mood_spread: float = quantity(
        0.051,
        high=0.5,
        source="totterdell1998",
        meaning="standard deviation of what a day brings to the mood of a whole team",
    )
    largest_move: float = quantity(
        0.3, low=0.01, plausible=(0.2, 0.5), meaning="the most that a day's service can take from mood, or give to it"
    )


def returned(mood: float, morale: float, mood_return: float) -> float:
    """Return of mood to morale in a day: r (M - m)."""
    return mood_return * (morale - mood)


def hurt_by(own_shortfall: float, hurt: float, largest_move: float) -> float:
    """Loss of mood to bad service in a day: min(l, h s), s the day's shortfalls, l the most (Miner, Glomb & Hulin 2005)."""
    return min(largest_move, hurt * own_shortfall)


def pleased_by(own_excess: float, joy: float, largest_move: float) -> float:
    """Gain of mood from good service in a day: min(l, j x), x the day's excesses, l the most."""
    return min(largest_move, joy * own_excess)
