"""Working hours: providers look at what waits for them and split their time."""

from __future__ import annotations

from sim.compiled import apart, at_hand, inner, is_alone, law, phase, room, room_for_places, some
from sim.lanes import Lanes, everybody
from sim.mechanisms import K, attention, blocking, helping, service
from sim.phases.nearness import (
    BEFORE,
    BEHIND,
    DISTANT,
    STRETCH,
    all_own,
    behind_stretches,
    first_stretch,
    is_near,
    is_own,
    is_whole,
    some_own,
)  # fmt: skip
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
ease = law(attention.ease)
interruptions = law(attention.interruptions)

NOTHING = 1e-9
"""Days of work: less is rounding."""

ROUNDS = 3
"""How often time that is left over is shared out anew."""

BOUNDLESS = 1e6
"""The pace of somebody who has time for all requests."""


@inner
def drawn_towards(o: Lanes, tie: int, lane: int) -> float:
    """How much the provider of a tie is drawn to what is open on it."""
    ties, c = o.ties, o.coefficients
    towards = inclination(
        ties[T.animosity, tie, lane], ties[T.camaraderie, tie, lane], c[K.avoidance, lane], c[K.favour, lane],
        c[K.least_inclination, lane],
    )  # fmt: skip
    pulled: float = towards * ease(ties[T.size, tie, lane], c[K.quick_first, lane])
    return pulled


@inner
def look_at_queue(o: Lanes, i: int, lane: int) -> None:
    """Count what waits for provider i, and the grudges met."""
    people, ties = o.people, o.ties
    queue, queue_work, met = 0.0, 0.0, 0.0
    for place in range(o.provider_start[i], o.provider_start[i + 1]):
        tie = o.by_provider[place]
        backlog = ties[T.backlog, tie, lane]
        queue += backlog
        queue_work += backlog * ties[T.size, tie, lane] * o.coefficients[K.request_effort, lane]
        met += ties[T.animosity, tie, lane] / o.clients[i]
    people[P.queue, i, lane] = queue
    people[P.queue_work, i, lane] = queue_work
    people[P.animosity_met, i, lane] = met


@inner
def look_at_some(o: Lanes, lane: int, begin: int, end: int) -> None:
    """The same for some ties in the order of the ties, which is quicker where one run is alone."""
    people, ties = o.people, o.ties
    shares, found, count = room(people.shape[2]), room_for_places(), 0
    for k in apart(0, end - begin):
        shares[k, lane] = ties[T.animosity, begin + k, lane] / o.clients[o.provider[begin + k]]
    for k in range(end - begin):
        people[P.animosity_met, o.provider[begin + k], lane] += shares[k, lane]
        found[count] = begin + k
        count += 1 if ties[T.backlog, begin + k, lane] > 0.0 else 0
    for k in range(count):
        add_to_queue(o, found[k], lane)


@inner
def look_at_own(o: Lanes, lane: int, stretch: int, begin: int, end: int, first: int, last: int) -> None:
    """The same for those of some ties which are near ones of some people."""
    people, ties = o.people, o.ties
    marks, shares = room(people.shape[2]), room(people.shape[2])
    own, owned, found, count = room_for_places(), 0, room_for_places(), 0
    if o.reach[DISTANT, stretch] > 0:
        for k in apart(0, end - begin):
            marks[k, lane] = 1.0 if is_near(o, begin + k, first, last) else 0.0
    else:
        for k in apart(0, end - begin):
            marks[k, lane] = 1.0 if is_own(o, begin + k, first, last) else 0.0
    for k in range(end - begin):
        own[owned] = begin + k
        owned += 1 if marks[k, lane] > 0.0 else 0
    for k in apart(0, owned):
        shares[k, lane] = ties[T.animosity, own[k], lane] / o.clients[o.provider[own[k]]]
    for k in range(owned):
        people[P.animosity_met, o.provider[own[k]], lane] += shares[k, lane]
        found[count] = own[k]
        count += 1 if ties[T.backlog, own[k], lane] > 0.0 else 0
    for k in range(count):
        add_to_queue(o, found[k], lane)


@inner
def look_at_distant(o: Lanes, lane: int, side: int, first: int, last: int) -> None:
    """The same for the distant ties of some people, either those before their near ones or those behind."""
    for place in range(o.distant_start[side, first], o.distant_start[side, last]):
        tie = o.distant[place]
        i = o.provider[tie]
        o.people[P.animosity_met, i, lane] += o.ties[T.animosity, tie, lane] / o.clients[i]
        add_to_queue(o, tie, lane)


@inner
def add_to_queue(o: Lanes, tie: int, lane: int) -> None:
    """Add what waits on a tie to its provider's queue."""
    backlog, i = o.ties[T.backlog, tie, lane], o.provider[tie]
    o.people[P.queue, i, lane] += backlog
    o.people[P.queue_work, i, lane] += backlog * o.ties[T.size, tie, lane] * o.coefficients[K.request_effort, lane]


@inner
def pace_of(o: Lanes, i: int, lane: int, time: float) -> float:
    """The share of an open request that provider i answers at full inclination and ordinary size, where time is short.

    What is answered whole needs no more time, so the rest is shared out among the others, in a few rounds.
    """
    pace = 0.0
    for _ in range(ROUNDS):
        whole, weighted = 0.0, 0.0
        for place in range(o.provider_start[i], o.provider_start[i + 1]):
            tie = o.by_provider[place]
            if some(o.ties[T.backlog, tie, lane] > 0.0):
                work = o.ties[T.backlog, tie, lane] * o.ties[T.size, tie, lane] * o.coefficients[K.request_effort, lane]
                towards = drawn_towards(o, tie, lane)
                enough = pace * towards >= 1.0
                whole += work if enough else 0.0
                weighted += 0.0 if enough else work * towards
        pace = max(pace, (time - whole) / max(weighted, 1e-12))
    return pace


@inner
def is_hurried(o: Lanes, i: int, lane: int) -> bool:
    """Whether provider i has not the time to answer all that waits."""
    hurried: bool = o.people[P.request_time, i, lane] < o.people[P.queue_work, i, lane]
    return hurried


@inner
def pace_some(o: Lanes, lane: int, first: int, last: int) -> None:
    """The same as :func:`pace_of` for some providers whose ties have place in a room: all is looked up once."""
    people, ties, lanes = o.people, o.ties, o.people.shape[2]
    found, until, works, pulls = room_for_places(), room_for_places(), room(lanes), room(lanes)
    count = 0
    for i in range(first, last):
        if is_hurried(o, i, lane):
            for place in range(o.provider_start[i], o.provider_start[i + 1]):
                found[count] = o.by_provider[place]
                count += 1 if ties[T.backlog, o.by_provider[place], lane] > 0.0 else 0
        until[i - first] = count
    for k in apart(0, count):
        tie = found[k]
        works[k, lane] = ties[T.backlog, tie, lane] * ties[T.size, tie, lane] * o.coefficients[K.request_effort, lane]
        pulls[k, lane] = drawn_towards(o, tie, lane)
    begin = 0
    for i in range(first, last):
        if is_hurried(o, i, lane):
            pace = 0.0
            for _ in range(ROUNDS):
                whole, weighted = 0.0, 0.0
                for k in range(begin, until[i - first]):
                    work, towards = works[k, lane], pulls[k, lane]
                    enough = pace * towards >= 1.0
                    whole += work if enough else 0.0
                    weighted += 0.0 if enough else work * towards
                pace = max(pace, (people[P.request_time, i, lane] - whole) / max(weighted, 1e-12))
            people[P.pace, i, lane] = pace
        begin = until[i - first]


@inner
def pace_one_by_one(o: Lanes, lane: int, first: int, last: int) -> None:
    """The same as :func:`pace_of` for some providers, however many ties they have, and for any lanes."""
    people = o.people
    for i in range(first, last):
        given, asked = people[P.request_time, i, lane], people[P.queue_work, i, lane]
        if some(given < asked):
            people[P.pace, i, lane] = BOUNDLESS if given >= asked else pace_of(o, i, lane, given)


@inner
def pace_all(o: Lanes, lane: int, first: int, last: int) -> None:
    """The same, as many providers at a time as have place in a room."""
    start, begin = o.provider_start, first
    while begin < last:
        end = begin + 1
        while end < last and end - begin < at_hand() and start[min(end + 1, last)] - start[begin] <= at_hand():
            end += 1
        if start[end] - start[begin] <= at_hand():
            pace_some(o, lane, begin, end)
        else:
            pace_one_by_one(o, lane, begin, end)
        begin = end


@inner
def share_out(o: Lanes, day: int, i: int, lane: int) -> None:
    """Share out somebody's day between own cases and colleagues' requests."""
    people, c, levers = o.people, o.coefficients, o.levers
    open_cases = people[P.workload, i, lane]
    held_up = blocked_cases(open_cases, people[P.outstanding, i, lane], c[K.holds_up, lane])
    own = (open_cases - held_up) * c[K.case_effort, lane]
    asked = people[P.queue_work, i, lane]
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
        c[K.thanked_willingness, lane], c[K.duty, lane],
    )  # fmt: skip
    others = o.teams[TM.needed, o.team[i], lane] - need(people[P.left_work, i, lane], c[K.overload_days, lane])
    overloaded = 1.0 if others > NOTHING else 0.0
    set_aside = reserve(people[P.capacity, i, lane], willing, overloaded, c[K.help_sacrifice, lane])
    time = people[P.capacity, i, lane] - set_aside
    people[P.reserve, i, lane] = set_aside
    given = request_time(asked, own, time, request_share(asked, own, own_priority))
    people[P.request_time, i, lane] = given
    people[P.interrupted, i, lane] = interruptions(own_priority, given, own, time, c[K.request_effort, lane])
    people[P.pace, i, lane] = BOUNDLESS


@inner
def look_in_order(o: Lanes, lane: int, first: int, last: int) -> None:
    """The same as :func:`look_at_queue` for some people, in the order of the ties."""
    if is_whole(o, first, last):
        for begin in range(0, o.client.shape[0], STRETCH):
            look_at_some(o, lane, begin, min(begin + STRETCH, o.client.shape[0]))
    else:
        look_at_distant(o, lane, BEFORE, first, last)
        for stretch in range(first_stretch(o, first), behind_stretches(o, last)):
            begin = stretch * STRETCH
            end = min(begin + STRETCH, o.client.shape[0])
            if all_own(o, stretch, first, last):
                look_at_some(o, lane, begin, end)
            elif some_own(o, stretch, first, last):
                look_at_own(o, lane, stretch, begin, end, first, last)
        look_at_distant(o, lane, BEHIND, first, last)


@phase(everybody)
def look_at_queues(o: Lanes, day: int, first: int, last: int) -> None:
    """Everybody looks at what waits for them, and meets the grudges of those who may ask."""
    people = o.people
    for lane in range(people.shape[2]):
        if is_alone():
            for i in range(first, last):
                people[P.queue, i, lane] = 0.0
                people[P.queue_work, i, lane] = 0.0
                people[P.animosity_met, i, lane] = 0.0
            look_in_order(o, lane, first, last)
        else:
            for i in range(first, last):
                look_at_queue(o, i, lane)


@phase(everybody)
def split_time(o: Lanes, day: int, first: int, last: int) -> None:
    """Share out the day between own cases and colleagues' requests.

    Where there is time for all requests, all are answered; where time is short, inclination decides who gets how much.
    """
    people = o.people
    for lane in range(people.shape[2]):
        for i in apart(first, last):
            share_out(o, day, i, lane)
        if is_alone():
            pace_all(o, lane, first, last)
        else:
            pace_one_by_one(o, lane, first, last)
