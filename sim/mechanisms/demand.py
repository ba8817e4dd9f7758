"""Demand: how much work arrives, and how many requests it makes.

Customer-facing people receive customers' cases, the others work of their own; both come as Poisson counts.
"""

from __future__ import annotations

from sim.quantity import Declared, quantity

MOST_REQUESTS_ON_A_TIE = 2.0
"""The largest mean number of requests a day from one person to another: a day's draw is made for no more."""


class DemandCoefficients(Declared):
    """Coefficients of the arrival of work."""

    case_effort: float = quantity(
        0.25,
        low=0.05,
        high=2.0,
        unit="days/case",
        plausible=(0.15, 0.4),
        meaning="standard work in one own case",
    )
    request_effort: float = quantity(
        0.12,
        low=0.01,
        high=1.0,
        unit="days/request",
        plausible=(0.08, 0.18),
        meaning="standard work in one request of a colleague",
    )
    impatience: float = quantity(
        0.02,
        unit="1/day",
        plausible=(0.005, 0.05),
        meaning="share of the open cases that is given up on each day",
    )
    withdrawal: float = quantity(
        0.02,
        unit="1/day",
        plausible=(0.005, 0.05),
        meaning="share of a tie's unanswered requests that is withdrawn on each day",
    )
    approvals_removed: float = quantity(
        0.6,
        plausible=(0.3, 0.8),
        source="seibert2011",
        meaning="share of the requests to the boss that full empowerment makes needless",
    )


def activity(facing: float, market: float, customers: float) -> float:
    """How much own work arrives, relative to nominal: a = 1 + f (m c - 1).

    f is 1 for those who face customers; m the market's demand and c the customer base, both relative to the start.
    Support work does not follow the market. Unit: nominal demand.
    """
    return 1.0 + facing * (market * customers - 1.0)


def case_rate(own_work: float, skill: float, case_effort: float, active: float, present: float) -> float:
    """Mean number of own cases that arrive in a day: r = p s w a / e, at most 12.

    w is own work at nominal demand in days per day, s skill (cases are given out by what people can do; assumption),
    e the work in a case, a the activity, p 1 where somebody is present, 0 at a vacant chair.
    """
    return min(12.0, present * skill * own_work * active / case_effort)


def approvals_spared(empowerment: float, approvals_removed: float) -> float:
    """Share of requests to the boss that are not needed: s = E x (Seibert, Wang & Courtright 2011)."""
    return empowerment * approvals_removed


def request_rate(weight: float, active: float, spared: float) -> float:
    """Mean number of requests on a tie in a day: r = w a (1 - s), at most 2; w the weight, a the activity, s the share spared."""
    return min(MOST_REQUESTS_ON_A_TIE, weight * active * (1.0 - spared))
