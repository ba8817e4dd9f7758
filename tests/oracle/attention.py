"""Working hours: providers look at what waits for them and split their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.adding import total
from oracle.employee import Employee
from oracle.tie import Tie

if TYPE_CHECKING:
    from oracle.office import Office

NOTHING = 1e-9
"""Days of work: less is rounding."""

ROUNDS = 3
"""How often time that is left over goes round again."""

BOUNDLESS = 1e6
"""The pace of somebody who has time for all requests."""


def inclination(tie: Tie) -> float:
    """How much the provider of a tie is drawn to serve it."""
    law = tie.client.office.laws.service
    towards = law.inclination(animosity=tie.animosity, camaraderie=tie.camaraderie)
    return float(towards * tie.client.office.laws.attention.ease(size=tie.size))


def work_in(tie: Tie) -> float:
    """Work in what is open on a tie, days."""
    return tie.backlog * tie.size * float(tie.client.office.coefficients.request_effort)


def shared_pace(person: Employee) -> float:
    """The pace at which a time that is short goes round; what is answered whole leaves its rest to the others."""
    pace = 0.0
    for _ in range(ROUNDS):
        whole = total(work_in(tie) for tie in person.serves if pace * inclination(tie) >= 1.0)
        rest = total(work_in(tie) * inclination(tie) for tie in person.serves if pace * inclination(tie) < 1.0)
        pace = max(pace, (person.request_time - whole) / max(rest, 1e-12))
    return pace


def workable_cases(person: Employee) -> float:
    """Own cases that do not wait for requests that are open."""
    law = person.office.laws.blocking
    return person.workload - float(law.blocked_cases(open_cases=person.workload, outstanding=person.outstanding))


def willingness(person: Employee) -> float:
    """Readiness to help; ``thanks`` are yesterday's, since today's come at the end of the working hours."""
    law = person.office.laws.helping
    return float(law.willingness(cooperation=person.cooperation, warmth=person.peer_warmth, thanked=person.thanks))


def mean_scope(office: Office) -> float:
    """How far ties count as client ties, averaged over the kinds of tie."""
    levers = office.levers
    scopes = (levers.scope_departments, levers.scope_bosses, levers.scope_reports, levers.scope_peers)
    return 0.25 * total(scopes)


def split_time(person: Employee) -> None:
    """Share out the day between own cases and colleagues' requests.

    Where there is time for all requests, all are answered; where time is short, inclination decides who gets how much.
    """
    office, law, c = person.office, person.office.laws, person.office.coefficients
    person.queue = total(tie.backlog for tie in person.serves)
    person.animosity_met = total(tie.animosity / len(person.serves) for tie in person.serves)

    others = person.team.needed - law.helping.need(left_work=person.left_work)
    overloaded = 1.0 if others > NOTHING else 0.0
    person.reserve = law.helping.reserve(
        capacity=person.capacity, own_willingness=willingness(person), overloaded=overloaded
    )

    person.queue_work = request_work = total(work_in(tie) for tie in person.serves)
    own_work = workable_cases(person) * c.case_effort
    own_priority = law.attention.priority(
        internal_priority=office.levers.internal_priority, mindset=person.mindset, scope=mean_scope(office)
    )
    share = law.attention.request_share(request_work=request_work, own_work=own_work, own_priority=own_priority)
    time = person.capacity - person.reserve
    person.request_time = law.attention.request_time(
        request_work=request_work, own_work=own_work, capacity=time, share=share
    )
    person.interrupted = law.attention.interruptions(
        own_priority=own_priority, given=person.request_time, own_work=own_work, time=time
    )
    if person.request_time >= request_work:
        person.pace = BOUNDLESS
    else:
        person.pace = shared_pace(person)
