"""The levers: what management sets, what each costs, and when it holds."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pydantic import BaseModel

from sim.quantity import DEFINITION, Declared, quantity, rows

NEUTRAL_PRIORITY = 0.5
"""Time split in proportion to the queues: nobody comes first."""


class Levers(Declared):
    """What management can set, each in [0, 1]; the defaults are the cubicle farm, where nothing is done.

    ``internal_priority`` is neutral at 0.5, since 0 is a policy too (the external customer first). The four ``scope``
    levers say which ties a campaign reaches; they do nothing by themselves and so stand at 1.
    """

    client_mindset: float = quantity(0.0, meaning="the campaign: treat coworkers as clients, be eager to please them")
    promise: float = quantity(
        0.0, meaning="how loudly people hear that they are clients themselves, and what they may expect"
    )
    scope_departments: float = quantity(1.0, meaning="how far requests between departments count as client ties")
    scope_bosses: float = quantity(
        1.0, meaning="how far the boss counts as a client of those who report (serve the boss)"
    )
    scope_reports: float = quantity(
        1.0, meaning="how far those who report count as clients of their boss (bosses serve)"
    )
    scope_peers: float = quantity(1.0, meaning="how far peers in a team count as each other's clients")
    internal_priority: float = quantity(
        NEUTRAL_PRIORITY,
        meaning="whom people serve first when time is short: 0 the external customer, 0.5 in proportion, 1 the colleague",
    )
    open_communication: float = quantity(
        0.0,
        meaning="open communication with management at all levels: realistic promises, explanations, trust",
    )
    process_improvement: float = quantity(
        0.0, meaning="ideas are taken up and make the work take less time; pays later"
    )
    empowerment: float = quantity(
        0.0, meaning="tools, authority and confidence: fewer approvals, more ideas, more variance"
    )
    recognition: float = quantity(0.0, meaning="good internal service is seen and thanked; it saturates")
    team_building: float = quantity(0.0, meaning="relationships inside the team are nurtured and protected")
    service_agreements: float = quantity(
        0.0,
        meaning="clients and providers agree what is reasonable: expectations follow the agreement, not the slogan",
    )


def _cost(default: float, what: str) -> Any:
    return quantity(
        default, high=0.5, unit="share of the working day", meaning=f"time that {what} takes at full strength"
    )


class LeverCosts(Declared):
    """Nothing is free: the share of everybody's working day that a lever takes at full strength."""

    cost_client_mindset: float = _cost(0.00939, "the campaign (meetings, trainings, posters)")
    cost_promise: float = _cost(0.00484, "telling people what they may expect")
    cost_open_communication: float = _cost(0.0203, "open communication (briefings, answers)")
    cost_process_improvement: float = _cost(0.040, "process improvement (workshops, trials)")
    cost_empowerment: float = _cost(0.010, "empowerment (training, tools)")
    cost_recognition: float = _cost(0.00503, "recognition (feedback, thanks)")
    cost_team_building: float = _cost(0.015, "team building (time together)")
    cost_service_agreements: float = _cost(0.015, "service agreements (negotiation, accounting)")


class Environment(BaseModel, defer_build=True):
    """What the world does to the office on one day; one row a quantity in the table of days."""

    market: float = quantity(
        1.0, high=3.0, unit="nominal demand", meaning="demand of the customer base", source=DEFINITION
    )
    fear: float = quantity(
        0.0, meaning="how threatening the times feel: 1 in the depth of a recession", source=DEFINITION
    )
    jobs: float = quantity(
        1.0, high=3.0, meaning="how easily another job is found: 1 in normal times", source=DEFINITION
    )
    hiring: float = quantity(1.0, meaning="1 while vacancies are filled, 0 in a hiring freeze", source=DEFINITION)
    layoffs: float = quantity(
        0.0, unit="1/day", meaning="share of the staff that is laid off on this day", source=DEFINITION
    )


X = rows("X", Levers)
"""Rows of the table of levers."""

W = rows("W", Environment)
"""Rows of the table of the world."""


class Kind(IntEnum):
    """The kinds of tie, client to provider. Within a client's ties they stand in this order, peers last."""

    department = 0
    upward = 1
    downward = 2
    peer = 3


SCOPE_OF_KIND = {
    Kind.department: "scope_departments",
    Kind.upward: "scope_reports",
    Kind.downward: "scope_bosses",
    Kind.peer: "scope_peers",
}
"""Which lever says how far a kind of tie counts as a client tie. On an upward tie the boss serves the one who reports."""
