"""Morning: own cases arrive."""

from __future__ import annotations

from sim import luck
from sim.compiled import apart, inner, law, phase, some
from sim.lanes import Lanes, everybody
from sim.luck import Purpose
from sim.mechanisms import K, demand
from sim.policy import W
from sim.state import TM, O, P

activity = law(demand.activity)
case_rate = law(demand.case_rate)
covering = law(demand.covering)

MOST_CASES = 40
"""More cases in a day than this do not come: far above the largest mean, 12."""


@inner
def expected(o: Lanes, day: int, i: int, lane: int) -> tuple[float, float, float]:
    """How active somebody is today, how many cases come on average, and the luck that says how many do."""
    people, c = o.people, o.coefficients
    present = 1.0 if people[P.vacant, i, lane] <= 0.0 else 0.0
    team = o.team[i]
    members = 1.0 * (o.team_start[team + 1] - o.team_start[team])
    there = o.teams[TM.count, team, lane]  # as last evening found them
    active = covering(members, there, c[K.cover, lane]) * activity(
        people[P.facing, i, lane], o.world[day, W.market, lane], o.office[O.customers, lane]
    )
    rate = case_rate(
        people[P.own_work, i, lane], people[P.load, i, lane], people[P.skill, i, lane], c[K.case_effort, lane], active,
        present, c[K.cases_by_skill, lane],
    )  # fmt: skip
    return active * present, rate, luck.uniform(luck.bits(o.keys[Purpose.cases, lane], o.person_address[i]))


@phase(everybody)
def receive_cases(o: Lanes, day: int, first: int, last: int) -> None:
    """Customers' cases and own work arrive."""
    people = o.people
    for lane in range(people.shape[2]):
        for i in apart(first, last):
            active, rate, drawn = expected(o, day, i, lane)
            people[P.activity, i, lane] = active
            people[P.arrived, i, lane] = luck.stepped_poisson(drawn, rate)
        for i in range(first, last):
            if some(people[P.arrived, i, lane] < 0.0):  # more than a few, which is seldom
                _, rate, drawn = expected(o, day, i, lane)
                people[P.arrived, i, lane] = luck.poisson(drawn, rate, MOST_CASES)
            people[P.workload, i, lane] += people[P.arrived, i, lane]
