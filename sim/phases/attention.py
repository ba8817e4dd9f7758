"""Working hours: providers look at what waits for them and split their time."""

from __future__ import annotations

from sim.compiled import inner, law, phase, some
from sim.lanes import Lanes, everybody
from sim.mechanisms import K, attention, blocking, helping, service
from sim.policy import X
from sim.state import TM, P, T

priority = law(attention.priority)
request_share = law(attention.request_share)
request_time = law(attention.request_time)
blocked_cases = law(blocking.blocked_cases)
willingness = law(helping.willingness)
reserve = law(helping.reserve)
need = law(helping.need)
inclination = law(service.inclination)

NOTHING = 1e-9
"""Days of work: less is rounding."""


@inner
def look_at_queue(o: Lanes, i: int, lane: int) -> None:
    """Count what waits for provider i, weighted by inclination, and the grudges met."""
    people, ties, c = o.people, o.ties, o.coefficients
    queue, drawn, met = 0.0, 0.0, 0.0
    clients = o.provider_start[i + 1] - o.provider_start[i]
    for place in range(o.provider_start[i], o.provider_start[i + 1]):
        tie = o.by_provider[place]
        backlog, animosity = ties[T.backlog, tie, lane], ties[T.animosity, tie, lane]
        met += animosity / clients
        if some(backlog > 0.0):
            queue += backlog
            drawn += backlog * inclination(
                animosity, ties[T.camaraderie, tie, lane], c[K.avoidance, lane], c[K.favour, lane],
                c[K.least_inclination, lane],
            )  # fmt: skip
    people[P.queue, i, lane] = queue
    people[P.pace, i, lane] = drawn
    people[P.animosity_met, i, lane] = met


@phase(everybody)
def split_time(o: Lanes, day: int, first: int, last: int) -> None:
    """Share out the day between own cases and colleagues' requests.

    Where there is time for all requests, all are answered; where time is short, inclination decides who gets how much.
    """
    people, c, levers = o.people, o.coefficients, o.levers
    for i in range(first, last):
        for lane in range(people.shape[2]):
            look_at_queue(o, i, lane)
            open_cases = people[P.workload, i, lane]
            held_up = blocked_cases(open_cases, people[P.outstanding, i, lane], c[K.holds_up, lane])
            own = (open_cases - held_up) * c[K.case_effort, lane]
            asked = people[P.queue, i, lane] * c[K.request_effort, lane]
            scope = 0.25 * (
                levers[day, X.scope_departments, lane] + levers[day, X.scope_bosses, lane]
                + levers[day, X.scope_reports, lane] + levers[day, X.scope_peers, lane]
            )  # fmt: skip
            own_priority = priority(
                levers[day, X.internal_priority, lane],
                people[P.mindset, i, lane],
                scope,
                c[K.mindset_priority, lane],
            )
            willing = willingness(
                people[P.cooperation, i, lane], people[P.peer_warmth, i, lane], people[P.thanks, i, lane],
                c[K.thanked_willingness, lane],
            )  # fmt: skip
            others = o.teams[TM.needed, o.team[i], lane] - need(people[P.left_work, i, lane], c[K.overload_days, lane])
            overloaded = 1.0 if others > NOTHING else 0.0
            set_aside = reserve(people[P.capacity, i, lane], willing, overloaded, c[K.help_sacrifice, lane])
            time = people[P.capacity, i, lane] - set_aside
            given = request_time(asked, own, time, request_share(asked, own, own_priority))
            weighted = people[P.pace, i, lane] * c[K.request_effort, lane]
            people[P.reserve, i, lane] = set_aside
            people[P.request_time, i, lane] = given
            people[P.pace, i, lane] = 1e6 if given >= asked else given / max(weighted, 1e-12)
