"""Morning: people ask those they depend on."""

from __future__ import annotations

from sim import luck
from sim.compiled import inner, law
from sim.lanes import Lanes
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
def ask(o: Lanes) -> None:
    """Work makes requests on the person's ties; autonomy spares part of those to the boss.

    Nobody asks at a vacant chair: deputies decide, and people make do.
    """
    people, ties, c = o.people, o.ties, o.coefficients
    keys, sizes = o.keys[Purpose.requests], o.keys[Purpose.sizes]
    lanes = people.shape[2]
    for i in range(people.shape[1]):
        for lane in range(lanes):
            people[P.asked, i, lane] = 0.0
            people[P.approvals_asked, i, lane] = 0.0
        for tie in range(o.client_start[i], o.client_start[i + 1]):
            upward = 1.0 if o.kind[tie] == UPWARD else 0.0
            provider = o.provider[tie]
            for lane in range(lanes):
                asked_there = 1.0 if people[P.vacant, provider, lane] <= 0.0 else 0.0
                need = 1.0 + upward * (approval_need(people[P.autonomy, i, lane], c[K.freedom, lane]) - 1.0)
                rate = request_rate(o.weight[tie] * asked_there, people[P.activity, i, lane], need)
                drawn = luck.uniform(luck.bits(keys[lane], o.tie_address[tie]))
                asked = luck.poisson(drawn, rate, MOST_REQUESTS)
                before = ties[T.backlog, tie, lane]
                new = luck.lognormal(luck.bits(sizes[lane], o.tie_address[tie]), c[K.size_spread, lane])
                mean = (ties[T.size, tie, lane] * before + new * asked) / max(before + asked, 1.0)
                ties[T.size, tie, lane] = mean if before + asked > 0.0 else 1.0
                ties[T.waiting, tie, lane] = ties[T.waiting, tie, lane] * before / max(before + asked, 1.0)
                ties[T.backlog, tie, lane] = before + asked
                people[P.asked, i, lane] += asked
                people[P.approvals_asked, i, lane] += upward * asked
