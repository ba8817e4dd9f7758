"""Morning: own cases arrive."""

from __future__ import annotations

from oracle.employee import Employee
from sim.luck import Purpose

MOST_CASES = 40


def receive_cases(person: Employee) -> None:
    """Customers' cases and own work arrive; nothing arrives at a vacant chair."""
    office, law = person.office, person.office.laws.demand
    covering = law.covering(members=float(len(person.team.members)), there=person.team.count)
    active = covering * law.activity(facing=person.facing, market=office.world.market, customers=office.customers)
    present = 1.0 if person.there else 0.0
    rate = law.case_rate(own_work=person.own_work, load=person.load, skill=person.skill, active=active, present=present)
    person.activity = active if person.there else 0.0
    person.arrived = person.luck(Purpose.cases).poisson(rate, MOST_CASES)
    person.workload += person.arrived
