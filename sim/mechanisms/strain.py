"""Strain: exhaustion from overload and from acting, and recovery from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class StrainCoefficients(Declared):
    """Coefficients of strain."""

    neutral: ClassVar[Mapping[str, float]] = {
        "overload_strain": 0.0,
        "hindrance_strain": 0.0,
        "interruption_strain": 0.0,
        "hurt_strain": 0.0,
        "fear_strain": 0.0,
    }
    """Switched off: neither overload nor being held up or called away nor bad treatment nor fear strains."""

    overload_strain: float = quantity(
        0.0261,
        high=0.5,
        unit="1/day",
        source="bakker2007",
        meaning="growth of strain in a day of full overload",
    )
    hindrance_strain: float = quantity(
        0.014,
        high=0.5,
        unit="1/day",
        source="lepine2005",
        meaning="growth of strain in a day on which all own cases wait for others",
    )
    interruption_strain: float = quantity(
        0.00202,
        high=0.1,
        unit="1/interruption",
        source="mark2008",
        meaning="growth of strain from being called away from own work once",
    )
    hurt_strain: float = quantity(
        0.00901,
        high=0.5,
        source="cortina2001 bakker2007",
        meaning="growth of strain from bad treatment of one unit: service below what was due, and slips",
    )
    fear_strain: float = quantity(
        0.01,
        high=0.5,
        unit="1/day",
        source="sverke2002",
        meaning="growth of strain in a day of full fear for one's job",
    )
    control: float = quantity(
        0.528, source="karasek1979", meaning="share of the strain from work that full autonomy takes away"
    )
    resilience: float = quantity(
        0.493, high=2.0, source="bakker2007", meaning="relative gain in recovery from morale one unit higher"
    )
    overload_half: float = quantity(
        2.03,
        low=0.1,
        high=20.0,
        unit="days",
        plausible=(1.0, 4.0),
        meaning="days of one's work left over at night at which one goes home half overloaded",
    )
    recovery: float = quantity(
        0.061,
        high=0.5,
        unit="1/day",
        source="bakker2007",
        meaning="share of strain that one recovers from in a day",
    )


def overload(left_work: float, capacity: float, overload_half: float) -> float:
    """How overloaded one goes home: w / (w + h K), w the work left in days, K a day's capacity (saturating; assumption)."""
    return left_work / (left_work + overload_half * capacity + 1e-9)


def burden(
    own_overload: float,
    blocked: float,
    interrupted: float,
    hurt: float,
    own_autonomy: float,
    fear: float,
    overload_strain: float,
    hindrance_strain: float,
    interruption_strain: float,
    hurt_strain: float,
    fear_strain: float,
    control: float,
) -> float:
    """What the day's work wears: (o L + h B + i n) (1 - c A) + u min(1, s) + f F.

    L overload, B the share of own cases blocked, n interruptions, A autonomy, s the hurt: shortfalls and slips, F fear.
    Hindrances strain as much work does (LePine, Podsakoff & LePine 2005), and more where one has no say (Karasek 1979);
    whoever is interrupted works under more stress (Mark, Gudith & Klocke 2008), and so does whoever fears for the job
    (Sverke, Hellgren & Naswall 2002).
    """
    work = overload_strain * own_overload + hindrance_strain * blocked + interruption_strain * interrupted
    return work * (1.0 - control * own_autonomy) + hurt_strain * min(1.0, hurt) + fear_strain * fear


def strain_change(
    strain: float,
    burden: float,
    own_acted: float,
    scope: float,
    morale: float,
    acting_strain: float,
    recovery: float,
    resilience: float,
) -> float:
    """Daily change of strain: min(1, B + a g s) (1 - S) - r (1 + e (M - 1/2)) S.

    B the burden of the day's work, g acted eagerness, s scope, M morale: whoever has resources recovers sooner (Bakker &
    Demerouti 2007).
    """
    worn = min(1.0, burden + acting_strain * own_acted * scope) * (1.0 - strain)
    return worn - recovery * (1.0 + resilience * (morale - 0.5)) * strain
