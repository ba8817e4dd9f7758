"""Morning: what everybody can do today, and in what manner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.adding import total
from oracle.employee import Employee
from sim.policy import LeverCosts

if TYPE_CHECKING:
    from oracle.office import Office


def overhead(office: Office) -> float:
    """The share of the day that the levers take: each lever times its cost, and at most nine tenths."""
    costs = ((cost, cost.removeprefix("cost_")) for cost in LeverCosts.model_fields)
    shares = (getattr(office.levers, lever) * getattr(office.coefficients, cost) for cost, lever in costs)
    return min(total(shares), 0.9)


def take_stock(person: Employee) -> None:
    """Effort, capacity, and the person's part of the manner of service."""
    office, law = person.office, person.office.laws
    person.autonomy = law.capacity.autonomy(freedom=person.freedom, empowerment=office.levers.empowerment)
    person.effort = law.capacity.effort(
        morale=person.morale,
        mindset=person.mindset,
        cynicism=person.cynicism,
        strain=person.strain,
        own_autonomy=person.autonomy,
    )
    person.capacity = law.capacity.capacity(
        own_effort=person.effort,
        skill=person.skill,
        own_proficiency=law.capacity.proficiency(tenure=person.tenure),
        efficiency=office.efficiency,
        overhead=office.overhead,
        present=1.0 if person.there else 0.0,
    )
    person.attitude = law.service.attitude(
        cooperation=person.cooperation,
        morale=person.morale,
        cynicism=person.cynicism,
        strain=person.strain,
    )
    person.acted = law.acting.acted(demanded=office.levers.client_mindset, mindset=person.mindset)
    person.display = law.acting.display(mindset=person.mindset, own_acted=person.acted)
