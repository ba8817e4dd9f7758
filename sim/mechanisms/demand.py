"""Demand: how much work arrives, and how many requests it makes.

Customer-facing people receive customers' cases, the others work of their own; both come as Poisson counts.
"""

from __future__ import annotations

from sim.quantity import Declared, quantity

MOST_REQUESTS_ON_A_TIE = 2.0
"""The largest mean number of requests a day from one person to another: a day's draw is made for no more."""


class DemandCoefficients(Declared):
    """Coefficients of the arrival of work."""

    cases_by_skill: float = quantity(
        0.298,
        plausible=(0.2, 0.8),
        meaning="how far own work is given out by what people can do: 0 all alike, 1 in proportion to skill",
    )
    cover: float = quantity(
        0.605,
        plausible=(0.3, 0.9),
        source="brockner1988",
        meaning="share of an absent teammate's work that falls to those who are there",
    )
    case_effort: float = quantity(
        0.254,
        low=0.05,
        high=2.0,
        unit="days/case",
        plausible=(0.15, 0.4),
        meaning="standard work in one own case",
    )
    request_effort: float = quantity(
        0.13,
        low=0.01,
        high=1.0,
        unit="days/request",
        plausible=(0.1, 0.2),
        meaning="standard work in one request of a colleague",
    )
    size_spread: float = quantity(
        1.32,
        high=3.0,
        plausible=(0.6, 1.6),
        unit="log",
        source="amaral2018 brown2005",
        meaning="spread of the logarithm of the work in a request: requests are not alike",
    )
    impatience: float = quantity(
        0.0218,
        unit="1/day",
        plausible=(0.005, 0.05),
        meaning="share of the open cases that is given up on each day",
    )
    withdrawal: float = quantity(
        0.0176,
        unit="1/day",
        plausible=(0.005, 0.05),
        meaning="share of a tie's unanswered requests that is withdrawn on each day",
    )


def activity(facing: float, market: float, customers: float) -> float:
    """How much own work arrives, relative to nominal: a = 1 + f (m c - 1).

    f is 1 for those who face customers; m the market's demand and c the customer base, both relative to the start.
    Support work does not follow the market. Unit: nominal demand.
    """
    return 1.0 + facing * (market * customers - 1.0)


def covering(members: float, there: float, cover: float) -> float:
    """How much more work each finds who is there: 1 + v (n - m) / max(1, m), m of the n members of the team being there.

    The work of those who left stays, and falls in part to those who stayed (survivors of layoffs: Brockner 1988; the rest
    waits with the customers or is not done; the share is an assumption).
    """
    return 1.0 + cover * (members - there) / max(1.0, there)


def case_rate(
    own_work: float, load: float, skill: float, case_effort: float, active: float, present: float, cases_by_skill: float
) -> float:
    """Mean number of own cases that arrive in a day: r = p w l (1 + g (s - 1)) a / e, at most 12.

    w is own work at nominal demand in days per day, l what the job brings relative to that, s skill, g how far work is given
    out by what people can do (assumption), e the work in a case, a the activity, p 1 where somebody is present, 0 at a
    vacant chair.
    """
    return min(12.0, present * own_work * load * (1.0 + cases_by_skill * (skill - 1.0)) * active / case_effort)


def approval_need(own_autonomy: float, mean_freedom: float) -> float:
    """Requests that one makes of the boss, relative to a colleague of mean freedom: u = (1 - A) / (1 - f).

    A is own autonomy, f the mean freedom when people are hired, at most 0.9.
    """
    return (1.0 - own_autonomy) / (1.0 - mean_freedom)


def request_rate(weight: float, active: float, need: float) -> float:
    """Mean number of requests on a tie in a day: r = min(2, w a u).

    w is the tie's requests at nominal activity, a the activity, u how much of it is needed: 1 on all ties but those
    to the boss.
    """
    return min(MOST_REQUESTS_ON_A_TIE, weight * active * need)
