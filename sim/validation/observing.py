"""What is seen of offices from which the published figures are computed: snapshots after a burn-in, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sim.mechanisms import experience
from sim.run import live
from sim.state import DAYS_PER_YEAR, P, T
from sim.validation.living import Variant, side_by_side
from sim.validation.worlds import COEFFICIENTS, World

if TYPE_CHECKING:
    from sim.lanes import Lanes
    from sim.measures import Array

LOADS = (0.85, 1.0, 1.15)
POLICIES = {
    "nothing": (),
    "campaign": ("policy.client_mindset=0.7", "policy.promise=0.5"),
    "loud campaign": ("policy.client_mindset=0.6", "policy.promise=0.8", "policy.recognition=0.4"),
    "open and empowered": ("policy.open_communication=0.6", "policy.empowerment=0.5"),
}
"""The policies of the offices that are observed."""

PROMISING = ("campaign", "loud campaign")
"""Those in which something is promised and demanded."""


def observed_variants(loads: Sequence[float] = LOADS) -> list[Variant]:
    """The offices that are observed: every policy under every load."""
    return [
        Variant(name, overrides=(f"environment.demand={load}", *levers))
        for load in loads
        for name, levers in POLICIES.items()
    ]


@dataclass(frozen=True, slots=True)
class Span:
    """When an office is observed, in days.

    Attributes:
        burn_in: Days that pass first.
        window: Days of the snapshot, over which states are averaged and flows summed.
        follow: Days for which people are followed after the snapshot.
    """

    burn_in: int = DAYS_PER_YEAR
    window: int = 60
    follow: int = 3 * DAYS_PER_YEAR

    @property
    def days(self) -> int:
        """All days."""
        return self.burn_in + self.window + self.follow


WHOLE_SPAN = Span()

MEANS = ("morale", "cynicism", "autonomy", "acted", "strain", "blocked", "arrived", "output", "should", "help_received")
SUMS = ("received", "received_quality", "waited")
DAILY = ("mood", "shortfall", "excess")


@dataclass(slots=True)
class Observed:
    """What is seen of some offices of one organization; arrays of people have the shape (people, lanes).

    Attributes:
        means: States and flows averaged over the window.
        sums: Flows summed over the window.
        daily: Quantities by day of the window, shape (days, people, lanes).
        waits: Days that answered requests had waited, with how many: two arrays by lane.
        there: Whether the chair was filled at the end of the window.
        quit: Whether its holder quit within a year after.
        offended: Whether its holder met an encounter that made a grudge while followed.
        later: Morale at the end.
        stayed: Whether the same person sat there all the time.
        negative: Share of ties with more grudge than warmth at the end of the window, (lanes,).
        subordinate: Whether a person is nobody's boss, (people,).
        department: The department, (people,).
    """

    means: dict[str, Array]
    sums: dict[str, Array]
    daily: dict[str, Array]
    waits: list[tuple[Array, Array]]
    there: npt.NDArray[np.bool_]
    quit: npt.NDArray[np.bool_]
    offended: npt.NDArray[np.bool_]
    later: Array
    stayed: npt.NDArray[np.bool_]
    negative: Array
    subordinate: npt.NDArray[np.bool_]
    department: npt.NDArray[np.int64]
    variants: list[str] = field(default_factory=list)


def observe(variants: Sequence[Variant], worlds: Sequence[World], seed: int, span: Span, size: float = 1.0) -> Observed:
    """Live through the variants in each of the worlds on one seed, and see what becomes of them.

    Args:
        variants: Offices that differ in load and policy.
        worlds: The worlds; lane ``w * len(variants) + v`` is variant v in world w.
        seed: The seed.
        span: When to look.
        size: A factor on the sizes of the departments.
    """
    o = side_by_side(variants, worlds, seed, span.days, size)
    live(o, 0, span.burn_in)
    means, sums, daily, waits = _window(o, span)
    people = o.people
    there = people[P.vacant] <= 0.0
    negative = people[P.negative_ties].sum(axis=0) / o.ties.shape[1]
    quit_, offended = np.zeros_like(there), np.zeros_like(there)
    start = span.burn_in + span.window
    for day in range(start, span.days):
        live(o, day, day + 1)
        if day < start + DAYS_PER_YEAR:
            quit_ |= people[P.quit] > 0.0
        offended |= people[P.offences] > 0.0
    bosses = np.bincount(o.boss[o.boss >= 0], minlength=len(o.boss)) > 0
    return Observed(
        means, sums, daily, waits, there, quit_, offended, people[P.morale].copy(),
        there & (people[P.vacant] <= 0.0) & (people[P.tenure] > span.follow), negative, ~bosses, o.department,
        [variant.name for _ in worlds for variant in variants],
    )  # fmt: skip


def _window(
    o: Lanes, span: Span
) -> tuple[dict[str, Array], dict[str, Array], dict[str, Array], list[tuple[Array, Array]]]:
    """Live through the window, and keep what is seen in it."""
    people, lanes = o.people, o.people.shape[2]
    means = {name: np.zeros(people.shape[1:]) for name in MEANS}
    sums = {name: np.zeros(people.shape[1:]) for name in SUMS}
    daily = {name: np.empty((span.window, *people.shape[1:])) for name in DAILY}
    longest = 200
    answered = np.zeros((lanes, longest))
    for day in range(span.window):
        waiting = o.ties[T.waiting].copy()  # as of last night, for today's answers begin a new wait
        live(o, span.burn_in + day, span.burn_in + day + 1)
        for name in MEANS:
            means[name] += people[P[name]] / span.window
        for name in SUMS:
            sums[name] += people[P[name]]
        for name in DAILY:
            daily[name][day] = people[P[name]]
        place = np.minimum(waiting, longest - 1).astype(np.int64)
        for lane in range(lanes):
            answered[lane] += np.bincount(place[:, lane], o.ties[T.served, :, lane], minlength=longest)
    days: Array = np.arange(longest, dtype=np.float64) + 0.5  # an answer comes half a day after a morning, on average
    return means, sums, daily, [(days, answered[lane]) for lane in range(lanes)]


def service_felt(of: Observed) -> Array:
    """Service received over the window as clients perceive it: the manner, less what waiting takes of its worth."""
    answers = np.maximum(of.sums["received"], 1e-9)
    delay, patience = (COEFFICIENTS[name].default for name in ("delay_weight", "patience"))
    wait = of.sums["waited"] / answers
    worth = np.array([[experience.delivered(1.0, x, delay, patience) for x in row] for row in wait.tolist()])
    felt: Array = np.where(of.sums["received"] > 0.0, of.sums["received_quality"] / answers * worth, np.nan)
    return felt
