"""Morning: what everybody can do today, and in what manner."""

from __future__ import annotations

from sim.compiled import law, phase
from sim.lanes import Lanes, everybody, once
from sim.mechanisms import K, acting, capacity, service
from sim.policy import LeverCosts, X
from sim.quantity import quantities
from sim.state import O, P

autonomy = law(capacity.autonomy)
effort = law(capacity.effort)
proficiency = law(capacity.proficiency)
work_capacity = law(capacity.capacity)
acted = law(acting.acted)
display = law(acting.display)
attitude = law(service.attitude)

COSTS = tuple((int(X[cost.name.removeprefix("cost_")]), int(K[cost.name])) for cost in quantities(LeverCosts))
"""Which lever has which cost: rows of the tables of levers and of coefficients."""


@phase(once)
def pay_for_levers(o: Lanes, day: int, first: int, last: int) -> None:
    """Add up the share of the day that the levers take."""
    for lane in range(o.overhead.shape[0]):
        total = 0.0
        for lever, cost in COSTS:
            total += o.levers[day, lever, lane] * o.coefficients[cost, lane]
        o.overhead[lane] = min(total, 0.9)


@phase(everybody)
def take_stock(o: Lanes, day: int, first: int, last: int) -> None:
    """Effort, capacity, and the person's part of the manner of service."""
    people, c, levers = o.people, o.coefficients, o.levers
    for i in range(first, last):
        for lane in range(people.shape[2]):
            present = 1.0 if people[P.vacant, i, lane] <= 0.0 else 0.0
            morale, mindset = people[P.morale, i, lane], people[P.mindset, i, lane]
            cynicism, strain = people[P.cynicism, i, lane], people[P.strain, i, lane]
            free = autonomy(people[P.freedom, i, lane], levers[day, X.empowerment, lane], c[K.empowered_autonomy, lane])
            hard = effort(
                morale, mindset, cynicism, strain, free,
                c[K.morale_effort, lane], c[K.mindset_effort, lane], c[K.cynicism_effort, lane], c[K.strain_effort, lane],
                c[K.least_effort, lane],
            )  # fmt: skip
            skilled = proficiency(people[P.tenure, i, lane], c[K.newcomer_skill, lane], c[K.learning_days, lane])
            people[P.autonomy, i, lane] = free
            people[P.effort, i, lane] = hard
            people[P.capacity, i, lane] = work_capacity(
                hard,
                people[P.skill, i, lane],
                skilled,
                o.office[O.efficiency, lane],
                o.overhead[lane],
                present,
            )
            people[P.attitude, i, lane] = attitude(
                people[P.cooperation, i, lane], morale, cynicism, strain, c[K.base_manner, lane],
                c[K.cooperation_manner, lane], c[K.morale_manner, lane], c[K.cynicism_manner, lane], c[K.strain_manner, lane],
                c[K.middling_cynicism, lane],
            )  # fmt: skip
            gap = acted(levers[day, X.client_mindset, lane], mindset)
            people[P.acted, i, lane] = gap
            people[P.display, i, lane] = display(mindset, gap, c[K.acting_worth, lane])
