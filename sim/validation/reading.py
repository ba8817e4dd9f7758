"""The published figures, read off what was observed: one value an office, or one a kind of office where departments are counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sim.validation.observing import PROMISING, Observed, service_felt
from sim.validation.published import TARGETS
from sim.validation.statistics import (
    NOTHING,
    Array,
    correlation,
    icc,
    odds_per_deviation,
    slopes,
    standardised,
    weighted_quantiles,
    within_share,
)

MONTHS = 12.0

SEEN_OFTEN = 0.05
"""Share of person-days with an encounter of a kind from which on its slope can be told."""


STEEPEST = 20.0
"""A bad event that hits more times as hard as a good one counts as so many, since the ratio to next to nothing is chance."""


class Office:
    """One office: the people who are there and are nobody's boss, so that jobs are alike."""

    def __init__(self, of: Observed, lane: int) -> None:
        self.of, self.lane = of, lane
        self.who = of.there[:, lane] & of.subordinate
        self.promising = of.variants[lane] in PROMISING

    def mean(self, name: str) -> Array:
        """A quantity over the window, by person."""
        made: Array = self.of.means[name][self.who, self.lane]
        return made

    def daily(self, name: str) -> Array:
        """A quantity by day and person."""
        made: Array = self.of.daily[name][:, self.who, self.lane]
        return made

    def with_morale(self, values: Array) -> float:
        """The correlation of something with morale."""
        return correlation(values, self.mean("morale"))

    def service(self) -> Array:
        """The service received, as it is perceived."""
        made: Array = service_felt(self.of)[self.who, self.lane]
        return made


def _support(office: Office) -> float:
    return office.with_morale(standardised(office.service()) + standardised(office.mean("help_received")))


def _quit(office: Office) -> float:
    return office.with_morale(office.of.quit[office.who, office.lane].astype(np.float64))


def _odds(office: Office) -> float:
    return odds_per_deviation(office.mean("morale"), office.of.quit[office.who, office.lane])


def _broken(office: Office) -> float:
    return office.with_morale(office.mean("should") - office.service()) if office.promising else NOTHING


def _acted(office: Office) -> float:
    return correlation(office.mean("acted"), office.mean("strain")) if office.promising else NOTHING


def _bad_and_good(office: Office) -> float:
    mood, below, above = (office.daily(name) for name in ("mood", "shortfall", "excess"))
    if (above > 0.0).mean() < SEEN_OFTEN or (below > 0.0).mean() < SEEN_OFTEN:
        return NOTHING
    bad, good, _ = slopes(mood[1:], below[1:], above[1:], mood[:-1])
    return min(STEEPEST, max(0.0, float(-bad / good))) if good > 0.0 else STEEPEST


def _stable(office: Office) -> float:
    stayed = office.of.stayed[office.who, office.lane]
    return correlation(office.mean("morale")[stayed], office.of.later[office.who, office.lane][stayed])


def _offended(office: Office) -> float:
    stayed = office.of.stayed[office.who, office.lane]
    return float(office.of.offended[office.who, office.lane][stayed].mean()) if stayed.any() else NOTHING


def _mean_over_median(office: Office) -> float:
    days, answers = office.of.waits[office.lane]
    return float((days * answers).sum() / answers.sum() / weighted_quantiles(days, answers, 0.5)[0])


def _upper_spread(office: Office) -> float:
    middle, high = weighted_quantiles(*office.of.waits[office.lane], 0.5, 0.9)
    return float(np.log(high / middle) / 1.2816)


BY_OFFICE: dict[str, Callable[[Office], float]] = {
    "C1": lambda office: office.with_morale(office.mean("output")),
    "C2": _support,
    "C3": lambda office: office.with_morale(office.mean("autonomy")),
    "C4": _quit,
    "C4b": _odds,
    "C5": lambda office: float(office.of.quit[office.who, office.lane].mean()) / MONTHS,
    "C6": _broken,
    "C7": _acted,
    "C8": lambda office: office.with_morale(office.mean("blocked")),
    "C8b": lambda office: office.with_morale(office.mean("arrived")),
    "C9": lambda office: within_share(office.daily("mood")),
    "C10": _bad_and_good,
    "C11": _stable,
    "C12": lambda office: float(office.of.negative[office.lane]),
    "C13": _offended,
    "Q1": _mean_over_median,
    "Q2": _upper_spread,
}
"""How a figure is read off one office."""

BY_DEPARTMENT = {"C14": "morale", "C14b": "cynicism"}
"""Figures at the level of departments, for which the departments of all seeds are pooled."""


def figures(observed: Sequence[Observed], worlds: int) -> dict[str, Array]:
    """Every figure, by its number.

    Args:
        observed: The same variants in the same worlds, on one seed each.
        worlds: How many worlds.

    Returns:
        Arrays of shape (worlds, offices): one value an office, NaN where a figure has none there.
    """
    lanes = len(observed[0].variants)
    found: dict[str, Array] = {}
    for target in TARGETS:
        if target.number in BY_OFFICE:
            read = BY_OFFICE[target.number]
            values = np.array([[read(Office(of, lane)) for lane in range(lanes)] for of in observed])
        else:
            values = np.array([[_clustered(observed, lane, BY_DEPARTMENT[target.number]) for lane in range(lanes)]])
        found[target.number] = values.reshape(len(values), worlds, -1).swapaxes(0, 1).reshape(worlds, -1)
    return found


def _clustered(observed: Sequence[Observed], lane: int, name: str) -> float:
    """ICC(1) over the departments of all seeds."""
    values, groups = [], []
    for number, of in enumerate(observed):
        office = Office(of, lane)
        values.append(office.mean(name))
        groups.append(1000 * number + of.department[office.who])
    return icc(np.concatenate(values), np.concatenate(groups))
