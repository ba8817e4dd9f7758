"""Morning: people ask those they depend on."""

from __future__ import annotations

from sim import luck
from sim.compiled import law, phase, some
from sim.lanes import Lanes, everybody
from sim.luck import Purpose
from sim.mechanisms import K, demand
from sim.policy import Kind
from sim.state import P, T

approval_need = law(demand.approval_need)
request_rate = law(demand.request_rate)

MOST_REQUESTS = 10
"""More requests than this do not come on a tie in a day: far above the largest mean, 2."""

UPWARD = int(Kind.upward)


@phase(everybody)
def ask(o: Lanes, day: int, first: int, last: int) -> None:
    """Work makes requests on the person's ties; autonomy spares part of those to the boss.

    Nobody asks at a vacant chair: deputies decide, and people make do.
    """
    people, ties, c = o.people, o.ties, o.coefficients
    keys, sizes = o.keys[Purpose.requests], o.keys[Purpose.sizes]
    for i in range(first, last):
        for lane in range(people.shape[2]):
            asked, approvals = 0.0, 0.0
            spread = c[K.size_spread, lane]
            usual = luck.lognormal_mean(spread)
            for tie in range(o.client_start[i], o.client_start[i + 1]):
                upward = 1.0 if o.kind[tie] == UPWARD else 0.0
                asked_there = 1.0 if people[P.vacant, o.provider[tie], lane] <= 0.0 else 0.0
                need = 1.0 + upward * (approval_need(people[P.autonomy, i, lane], c[K.freedom, lane]) - 1.0)
                rate = request_rate(o.weight[tie] * asked_there, people[P.activity, i, lane], need)
                drawn = luck.uniform(luck.bits(keys[lane], o.tie_address[tie]))
                came = luck.poisson(drawn, rate, MOST_REQUESTS)
                before = ties[T.backlog, tie, lane]
                waiting = before + came
                if some(waiting > 0.0):
                    new = 1.0
                    if some(came > 0.0):
                        new = luck.lognormal_of(luck.bits(sizes[lane], o.tie_address[tie]), spread, usual)
                    mean = (ties[T.size, tie, lane] * before + new * came) / max(waiting, 1.0)
                    ties[T.size, tie, lane] = mean if waiting > 0.0 else 1.0
                    ties[T.waiting, tie, lane] = ties[T.waiting, tie, lane] * before / max(waiting, 1.0)
                    ties[T.backlog, tie, lane] = waiting
                else:
                    ties[T.size, tie, lane] = 1.0
                asked += came
                approvals += upward * came
            people[P.asked, i, lane] = asked
            people[P.approvals_asked, i, lane] = approvals
