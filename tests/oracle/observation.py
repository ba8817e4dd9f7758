"""Night: what the day looked like is written down, and the organization and its customers draw their conclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.adding import total
from oracle.employee import Employee
from oracle.luck import draw
from sim.luck import Purpose
from sim.measures import FLOWS, STATES

if TYPE_CHECKING:
    from oracle.office import Office


def write_down(people: list[Employee]) -> dict[str, float]:
    """Sum what is observed in a department: states over those who are there, what happened over everybody."""
    there = [person for person in people if person.there]
    seen = {"present": float(len(there))}
    for name in STATES:
        seen[name] = total(getattr(person, name) for person in there)
    for name in FLOWS:
        seen[name] = total(getattr(person, name) for person in people)
    return seen


def conclude(office: Office) -> None:
    """Ideas become efficiency, kept and broken promises become trust, customers stay or go."""
    law, levers, seen = office.laws, office.levers, office.tally
    heads = max(total(department["present"] for department in seen), 1.0)
    ideas = total(department["ideas"] for department in seen)
    breach = total(department["breach"] for department in seen)
    laid_off = total(department["laid_off"] for department in seen)
    office.efficiency += law.ideas.efficiency_change(
        efficiency=office.efficiency,
        ideas_per_head=ideas / heads,
        process_improvement=levers.process_improvement,
    )
    change = law.trust.trust_change(
        trust=office.trust,
        open_communication=levers.open_communication,
        mean_breach=breach / heads,
        laid_off_share=laid_off / (heads + laid_off),
    )
    office.trust = min(1.0, max(0.0, office.trust + change))
    serve_customers(office)


def serve_customers(office: Office) -> None:
    """Customers' satisfaction follows what they got today, and the customer base follows satisfaction."""
    law, c = office.laws.customers, office.coefficients
    facing = [person for person in office.people if person.facing > 0.0]
    finished = total(person.finished for person in facing)
    quality = total(person.finished * person.workmanship for person in facing)
    open_cases = total(person.workload for person in facing)
    lost = total(person.lost for person in facing)
    if finished + lost > 0.0:
        got = law.got(
            quality=quality / max(finished, 1e-9),
            days_to_finish=open_cases / max(finished, 1e-9),
            lost_share=lost / (finished + lost),
        )
        office.satisfaction += c.satisfaction_learning * (got - office.satisfaction)
        elsewhere = c.fashion * draw(office.seed, Purpose.customers, office.day, 0).bell
        office.satisfaction = min(1.0, max(0.0, office.satisfaction + elsewhere))
    change = law.base_change(customers=office.customers, satisfaction=office.satisfaction, fear=office.world.fear)
    office.customers = max(0.0, office.customers + change)
