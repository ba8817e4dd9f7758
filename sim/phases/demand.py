"""Morning: own cases arrive."""

from __future__ import annotations

from sim import luck
from sim.compiled import law, phase
from sim.lanes import Lanes, everybody
from sim.luck import Purpose
from sim.mechanisms import K, demand
from sim.policy import W
from sim.state import O, P

activity = law(demand.activity)
case_rate = law(demand.case_rate)

MOST_CASES = 40
"""More cases in a day than this do not come: far above the largest mean, 12."""


@phase(everybody)
def receive_cases(o: Lanes, day: int, first: int, last: int) -> None:
    """Customers' cases and own work arrive."""
    people, c, world = o.people, o.coefficients, o.world
    keys = o.keys[Purpose.cases]
    for i in range(first, last):
        for lane in range(people.shape[2]):
            present = 1.0 if people[P.vacant, i, lane] <= 0.0 else 0.0
            active = activity(people[P.facing, i, lane], world[day, W.market, lane], o.office[O.customers, lane])
            rate = case_rate(
                people[P.own_work, i, lane], people[P.skill, i, lane], c[K.case_effort, lane], active, present
            )
            arrived = luck.poisson(luck.uniform(luck.bits(keys[lane], o.person_address[i])), rate, MOST_CASES)
            people[P.activity, i, lane] = active * present
            people[P.arrived, i, lane] = arrived
            people[P.workload, i, lane] += arrived
