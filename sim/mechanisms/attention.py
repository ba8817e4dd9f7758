"""Attention: whom people serve when time is short, and what it costs to be called away from own work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class AttentionCoefficients(Declared):
    """Coefficients of the split of time."""

    neutral: ClassVar[Mapping[str, float]] = {"mindset_priority": 0.0, "quick_first": 0.0, "resumption": 0.0}
    """Switched off: neither the mindset nor the size of a request moves priority, and being called away costs no time."""

    mindset_priority: float = quantity(
        0.158, meaning="how far a full felt mindset moves priority towards colleagues who count as clients"
    )
    quick_first: float = quantity(
        0.862,
        source="kc2020",
        meaning="how far people take quick requests first: 0 all alike, 1 as much sooner as they are smaller",
    )
    resumption: float = quantity(
        0.0137,
        high=0.3,
        plausible=(0.01, 0.06),
        unit="days/interruption",
        source="leroy2009 mark2005",
        meaning="working time lost in coming back to own work that one was called away from",
    )


def priority(internal_priority: float, mindset: float, scope: float, mindset_priority: float) -> float:
    """Priority of colleagues' requests: p' = p + q m s (1 - p).

    p the lever, m the felt mindset, s the scope: how far the ties count as client ties (assumption).
    """
    return internal_priority + mindset_priority * mindset * scope * (1.0 - internal_priority)


def request_share(request_work: float, own_work: float, own_priority: float) -> float:
    """Share of the time for colleagues' requests: s = p R / (p R + (1 - p) O); 0 where there is nothing to do.

    R and O are the work waiting in the two queues, in days. At p = 1/2 time is split in proportion to the queues
    (processor sharing), at 0 and 1 one queue goes first (priority queues, Cobham 1954).
    """
    asked = own_priority * request_work
    own = (1.0 - own_priority) * own_work
    return asked / max(asked + own, 1e-12)


def request_time(request_work: float, own_work: float, capacity: float, share: float) -> float:
    """Work given to requests, in days: as much as the share allows, and what own work leaves, and no more than there is.

    min(R, max(s K, K - O)), K the capacity: no time is wasted while either queue has work.
    """
    return min(request_work, max(share * capacity, capacity - own_work))


def ease(size: float, quick_first: float) -> float:
    """How much a request's size draws: e = 1 / (1 - q + q s), s the size; quick things are done first (KC et al. 2020)."""
    return 1.0 / (1.0 - quick_first + quick_first * size)


def interruptions(own_priority: float, given: float, own_work: float, time: float, request_effort: float) -> float:
    """Times that one is called away from own work today: n = p^2 G / e min(1, O / T).

    G the work given to requests and e that in one, so G / e requests; O own work that waits and T the time there is, in
    days. A share p of the requests is put before own work, and of these a share p cannot wait until the work has a break:
    a quarter in an ordinary office, all where the colleague comes first (Mark, Gonzalez & Harris 2005; Adamczyk & Bailey
    2004; the form is an assumption).
    """
    return own_priority * own_priority * given / request_effort * min(1.0, own_work / max(time, 1e-9))


def undisturbed(time: float, interrupted: float, resumption: float) -> float:
    """Time for own work, in days: max(0, t - r n), n interruptions, r what is lost in coming back (Leroy 2009: residue)."""
    return max(0.0, time - resumption * interrupted)
