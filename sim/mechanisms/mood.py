"""Mood: how one feels today; morale: how one has felt for weeks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class MoodCoefficients(Declared):
    """Coefficients of mood and morale."""

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
        "honeymoon": 0.0,
    }
    """Switched off: what happens does not touch mood."""

    mood_return: float = quantity(
        0.5, unit="1/day", plausible=(0.3, 0.7), source="miner2005", meaning="return of mood to morale"
    )
    hurt: float = quantity(0.2, high=3.0, meaning="loss of mood from a shortfall of one unit", source="miner2005")
    joy: float = quantity(
        0.049,
        high=3.0,
        meaning="gain of mood from an excess of one unit; a fifth of the hurt",
        source="miner2005",
    )
    hindrance: float = quantity(
        0.14, source="lepine2005", meaning="loss of mood from a day on which all own cases are blocked"
    )
    rudeness: float = quantity(
        0.6,
        source="cortina2001",
        meaning="loss of mood from being rubbed the wrong way, per unit of the grudge that it leaves",
    )
    helper_lift: float = quantity(
        0.10, high=2.0, unit="1/day of help", source="grant2010", meaning="gain of mood from helping"
    )
    thanks_lift: float = quantity(0.036, source="grant2010", meaning="gain of mood from being thanked fully")
    strain_mood: float = quantity(0.03, source="bakker2007", meaning="loss of mood in a day to full strain")
    cynical_mood: float = quantity(
        0.06,
        source="chiaburu2013",
        meaning="loss of mood in a day to cynicism one unit above that of a middling person",
    )
    disliked_mood: float = quantity(
        0.2,
        source="labianca2006",
        meaning="loss of mood in a day from being met with full grudges by everybody whom one serves",
    )
    fear_mood: float = quantity(0.07, source="brockner1988", meaning="loss of mood in a day to full fear")
    autonomy_mood: float = quantity(
        0.1, source="humphrey2007", meaning="gain of mood in a day from autonomy one unit higher"
    )
    mood_spread: float = quantity(
        0.115, high=0.5, source="miner2005", meaning="standard deviation of what else a day brings to mood"
    )
    largest_move: float = quantity(
        0.3, low=0.01, plausible=(0.2, 0.5), meaning="the most that a day's service can take from mood, or give to it"
    )
    morale_learning: float = quantity(
        0.03, unit="1/day", plausible=(0.01, 0.06), meaning="how fast morale follows mood"
    )
    morale_return: float = quantity(
        0.010,
        high=0.2,
        unit="1/day",
        source="dormann2001",
        meaning="how fast morale returns to the own set point",
    )
    honeymoon: float = quantity(
        0.10,
        high=0.5,
        source="boswell2009",
        meaning="how much above what is to be expected of this office a newcomer's morale starts",
    )


def first_morale(morale_set: float, mean_set: float, team_morale: float, honeymoon: float) -> float:
    """Morale of a newcomer: m = min(1, max(0, T + (M0 - M1) + h)), T the mean morale of the team.

    M0 is the own set point, M1 that of people in general: one comes from an office like this one, with the morale
    that one would have there, and for some weeks thinks better of this one (Boswell et al. 2009). Where nobody else is in
    the team, T is one's own M0.
    """
    return min(1.0, max(0.0, team_morale + (morale_set - mean_set) + honeymoon))


def returned(mood: float, morale: float, mood_return: float) -> float:
    """Return of mood to morale in a day: r (M - m)."""
    return mood_return * (morale - mood)


def hurt_by(own_shortfall: float, hurt: float, largest_move: float) -> float:
    """Loss of mood to bad service in a day: min(l, h s), s the day's shortfalls, l the most (Miner, Glomb & Hulin 2005)."""
    return min(largest_move, hurt * own_shortfall)


def pleased_by(own_excess: float, joy: float, largest_move: float) -> float:
    """Gain of mood from good service in a day: min(l, j x), x the day's excesses, l the most."""
    return min(largest_move, joy * own_excess)


def morale_followed(mood: float, morale: float, morale_learning: float) -> float:
    """How morale follows mood in a day: l (m - M)."""
    return morale_learning * (mood - morale)


def morale_returned(morale: float, morale_set: float, morale_return: float) -> float:
    """Return of morale to the own set point in a day: r (M0 - M) (Dormann & Zapf 2001: satisfaction is stable)."""
    return morale_return * (morale_set - morale)
