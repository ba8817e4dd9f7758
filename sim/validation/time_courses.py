"""The time courses that people look for: each as a question, the lines that answer it, and what shape they should have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.run import live
from sim.state import P
from sim.validation.living import Variant, all_of, courses, side_by_side
from sim.validation.worlds import DECLARED

Array = npt.NDArray[np.float64]

SEEDS = tuple(range(6001, 6009))
"""Seeds that are used for time courses and for nothing else."""

WEEK = 5


@dataclass(frozen=True)
class Line:
    """A line with its 95 % band over seeds, by week; NaN where there is no value."""

    mean: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class TimeCourse:
    """A time course.

    Attributes:
        name: Its name.
        expected: The shape that the literature tells of.
        source: Keys of ``sources.bib``.
        days: The first day of each week.
        lines: The lines by label.
        events: What happened, by day.
        axis: What is on the upright axis, with its unit.
        see: Where to look, and what is to be seen there if the shape is right.
        across: What is on the other axis, with its unit.
    """

    name: str
    expected: str
    source: str
    days: Array
    lines: Mapping[str, Line]
    events: Mapping[float, str]
    axis: str
    see: str
    across: str = "day of the run"


def worse_before_better(seeds: Sequence[int] = SEEDS, workers: int | None = None) -> TimeCourse:
    """Process improvement takes time first and pays later."""
    improving = Variant("improving", overrides=("policy.process_improvement=0.8",))
    found = _against_the_farm(improving, ("productivity",), 750, seeds, workers)
    return TimeCourse(
        "worse before better", "output falls while people improve their processes, and rises above the twin's later",
        "sterman1997 schneiderman1988", _weeks(750), {"productivity against the twin": found["productivity"]},
        {60.0: "improvement begins"}, "difference from the twin, days of standard work per paid employee-day",
        "The line dips below zero in the weeks after day 60, since improving takes time, crosses zero within months, "
        "and stands above it at the end of the third year.",
    )  # fmt: skip


def soured_slogan(seeds: Sequence[int] = SEEDS, workers: int | None = None) -> TimeCourse:
    """A slogan works for weeks and sours over months."""
    found = _against_the_farm(Variant("slogan", "slogan_only"), ("service_quality", "cynicism"), 500, seeds, workers)
    return TimeCourse(
        "a slogan that soured",
        "service is better for some weeks; cynicism grows for months, and service falls below that of the twin",
        "zhao2007 reichers1997", _weeks(500), {name.replace("_", " "): line for name, line in found.items()},
        {60.0: "the slogan begins"}, "difference from the twin (both 0 to 1)",
        "Service quality jumps above zero when the slogan begins and sinks below it within months; cynicism only ever "
        "rises, and goes on rising after the service has sunk.",
    )  # fmt: skip


CAMPAIGN_ENDS = 310


def lasting_grudge(seeds: Sequence[int] = SEEDS, workers: int | None = None) -> TimeCourse:
    """Grudges outlive their cause."""
    ended = tuple(
        f"policy.{lever}={{level: {level}, start: 60, end: {CAMPAIGN_ENDS}}}"
        for lever, level in (("client_mindset", 0.6), ("promise", 0.9))
    )
    found = _against_the_farm(Variant("a campaign that ends", overrides=ended), ("animosity",), 1000, seeds, workers)
    return TimeCourse(
        "grudges that outlive their cause", "the campaign is over within weeks, the grudges fade for quarters, ever more slowly",
        "mccullough2010", _weeks(1000), {"animosity against the twin": found["animosity"]},
        {60.0: "the campaign begins", float(CAMPAIGN_ENDS): "it ends"}, "difference from the twin (mean grudge, 0 to 1)",
        "After the second mark nobody promises anything any more; the grudges are still there a quarter of a year later, "
        "and sink ever more slowly.",
    )  # fmt: skip


RECESSION = (250, 500)


def slow_recovery(seeds: Sequence[int] = SEEDS, workers: int | None = None) -> TimeCourse:
    """An office recovers slowly from a recession."""
    found = _against_the_farm(Variant("recession", "recession"), ("customers", "morale"), 1000, seeds, workers)
    return TimeCourse(
        "slow recovery after a recession",
        "demand is back at once and the chairs are filled within months, but the customers who left come back over "
        "months to a year; morale is back sooner, since whoever stayed has fewer customers to serve",
        "brockner1988 trevor2008", _weeks(1000), found,
        {float(RECESSION[0]): "recession", float(RECESSION[1]): "it ends"},
        "difference from the twin (customers: in customer bases at the start; morale: 0 to 1)",
        "Customers fall between the two marks and climb back for a year and more after the second; morale dips with "
        "the recession and is back earlier.",
    )  # fmt: skip


def honeymoon(seeds: Sequence[int] = SEEDS, workers: int | None = None, *, size: float = 1.0) -> TimeCourse:
    """Newcomers are happy for a while, and then as the others."""
    days, followed = 750, 375
    by_seed = np.array(all_of(lambda seed: _by_tenure(seed, days, followed, size), seeds, workers))
    return TimeCourse(
        "honeymoon of newcomers", "a newcomer's morale starts above its own level and has come down after a year",
        "boswell2009", _weeks(followed), {"morale against the mean of the office": _line(by_seed)}, {0.0: "hired"},
        "difference from the mean of the office (morale, 0 to 1)",
        "The line begins above zero and comes down over the first year, to a little below it: the honeymoon is over, and "
        "the work is not yet mastered. The band widens to the right, where fewer newcomers are left.", "days since one was hired",
    )  # fmt: skip


TIME_COURSES: dict[str, Callable[..., TimeCourse]] = {
    "worse_before_better": worse_before_better,
    "honeymoon": honeymoon,
    "soured_slogan": soured_slogan,
    "lasting_grudge": lasting_grudge,
    "slow_recovery": slow_recovery,
}
"""All of them, by the name of the function."""


def _against_the_farm(
    variant: Variant, names: Sequence[str], days: int, seeds: Sequence[int], workers: int | None
) -> dict[str, Line]:
    """The weekly difference from the untouched office on the same luck."""

    def one(seed: int) -> dict[str, Array]:
        found = courses([Variant("farm"), variant], [DECLARED], seed, days)
        return {name: _by_week(found[name][:, 0, 1] - found[name][:, 0, 0]) for name in names}

    runs = all_of(one, seeds, workers)
    return {name: _line(np.array([run[name] for run in runs])) for name in names}


def _by_tenure(seed: int, days: int, followed: int, size: float) -> Array:
    """Newcomers' morale less the mean of all, by days since they were hired, as weekly means."""
    o = side_by_side([Variant("farm")], [DECLARED], seed, days, size)
    total, count = np.zeros(followed), np.zeros(followed)
    hired = np.full(o.people.shape[1], -1)
    for day in range(days):
        live(o, day, day + 1)
        there = o.people[P.vacant, :, 0] <= 0.0
        hired[o.people[P.hired, :, 0] > 0.0] = day
        hired[~there] = -1
        morale = o.people[P.morale, :, 0]
        new = there & (hired >= 0) & (day - hired < followed)
        np.add.at(total, day - hired[new], morale[new] - morale[there].mean())
        np.add.at(count, day - hired[new], 1.0)
    weeks = followed // WEEK
    sums, counts = (each.reshape(weeks, WEEK).sum(axis=1) for each in (total, count))
    made: Array = np.where(counts > 0, sums / np.maximum(counts, 1.0), np.nan)
    return made


def _weeks(days: int) -> Array:
    return np.arange(0.0, days, WEEK)


def _by_week(by_day: Array) -> Array:
    made: Array = by_day.reshape(-1, WEEK).mean(axis=1)
    return made


def _line(by_seed: Array) -> Line:
    """Mean and 95 % band over seeds, shape (seeds, weeks)."""
    from scipy.special import stdtrit

    known = np.isfinite(by_seed)
    n = known.sum(axis=0)
    mean = np.where(n > 0, np.where(known, by_seed, 0.0).sum(axis=0) / np.maximum(n, 1), np.nan)
    squares = np.where(known, (by_seed - mean) ** 2, 0.0).sum(axis=0)
    spread = np.sqrt(squares / np.maximum(n - 1, 1))
    half = np.where(n > 1, stdtrit(np.maximum(n - 1, 1), 0.975) * spread / np.sqrt(np.maximum(n, 1)), np.nan)
    return Line(mean, mean - half, mean + half)
