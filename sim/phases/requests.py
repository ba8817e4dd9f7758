"""Morning: people ask those they depend on."""

from __future__ import annotations

from sim import luck
from sim.compiled import apart, at_hand, inner, law, phase, room, room_for_places, some
from sim.lanes import Lanes, Numbers, everybody
from sim.luck import Purpose
from sim.mechanisms import K, demand
from sim.policy import Kind
from sim.state import P, T

approval_need = law(demand.approval_need)
request_rate = law(demand.request_rate)

MOST_REQUESTS = 10
"""More requests than this do not come on a tie in a day: far above the largest mean, 2."""

UPWARD = int(Kind.upward)


@inner
def look_for_requests(
    o: Lanes, lane: int, first: int, last: int, drawn: Numbers, rates: Numbers, came: Numbers
) -> None:
    """Say how many requests come on some ties: most ties have none, and one comparison tells; -1 is yet to be counted.

    What was asked on another day and is done with is forgotten.
    """
    people, ties, c, keys = o.people, o.ties, o.coefficients, o.keys[Purpose.requests]
    for k in apart(0, last - first):
        tie = first + k
        i = o.client[tie]
        upward = 1.0 if o.kind[tie] == UPWARD else 0.0
        asked_there = 1.0 if people[P.vacant, o.provider[tie], lane] <= 0.0 else 0.0
        need = 1.0 + upward * (approval_need(people[P.autonomy, i, lane], c[K.freedom, lane]) - 1.0)
        rate = request_rate(o.weight[tie] * asked_there, people[P.activity, i, lane], need)
        u = luck.uniform(luck.bits(keys[lane], o.tie_address[tie]))
        drawn[k, lane] = u
        rates[k, lane] = rate
        came[k, lane] = luck.told_poisson(u, rate)
        ties[T.size, tie, lane] = ties[T.size, tie, lane] if ties[T.backlog, tie, lane] > 0.0 else 1.0


@inner
def ask_some(o: Lanes, lane: int, first: int, last: int, spread: float, usual: float) -> None:
    """Let requests come on some ties: how many, of what size, and how long what waits has waited on average."""
    people, ties, lanes = o.people, o.ties, o.people.shape[2]
    drawn, rates, came, new = room(lanes), room(lanes), room(lanes), room(lanes)
    asking, open_ones = room_for_places(), room_for_places()
    askings, open_count = 0, 0
    look_for_requests(o, lane, first, last, drawn, rates, came)
    for k in range(last - first):
        if some(came[k, lane] < 0.0):
            came[k, lane] = luck.poisson(drawn[k, lane], rates[k, lane], MOST_REQUESTS)
        new[k, lane] = 1.0
        asking[askings] = k
        askings += 1 if some(came[k, lane] > 0.0) else 0
        open_ones[open_count] = k
        open_count += 1 if some(came[k, lane] + ties[T.backlog, first + k, lane] > 0.0) else 0
    sizes = o.keys[Purpose.sizes]
    for place in apart(0, askings):
        k = asking[place]
        new[k, lane] = luck.lognormal_of(luck.bits(sizes[lane], o.tie_address[first + k]), spread, usual)
    for place in apart(0, open_count):
        k = open_ones[place]
        tie = first + k
        before = ties[T.backlog, tie, lane]
        waiting = before + came[k, lane]
        mean = (ties[T.size, tie, lane] * before + new[k, lane] * came[k, lane]) / max(waiting, 1.0)
        ties[T.size, tie, lane] = mean if waiting > 0.0 else 1.0
        ties[T.waiting, tie, lane] = ties[T.waiting, tie, lane] * before / max(waiting, 1.0)
        ties[T.backlog, tie, lane] = waiting
    for place in range(askings):
        k = asking[place]
        i, upward = o.client[first + k], 1.0 if o.kind[first + k] == UPWARD else 0.0
        people[P.asked, i, lane] += came[k, lane]
        people[P.approvals_asked, i, lane] += upward * came[k, lane]


@phase(everybody)
def ask(o: Lanes, day: int, first: int, last: int) -> None:
    """Work makes requests on the person's ties; autonomy spares part of those to the boss.

    Nobody asks at a vacant chair: deputies decide, and people make do.
    """
    people = o.people
    for lane in range(people.shape[2]):
        for i in range(first, last):
            people[P.asked, i, lane] = 0.0
            people[P.approvals_asked, i, lane] = 0.0
        spread = o.coefficients[K.size_spread, lane]
        usual = luck.lognormal_mean(spread)
        end = o.client_start[last]
        for begin in range(o.client_start[first], end, at_hand()):
            ask_some(o, lane, begin, min(begin + at_hand(), end), spread, usual)
