"""What is observed: sums by day and department, and the measures that are read off them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.quantity import numbered
from sim.state import DAYS_PER_YEAR, O, P

Array = npt.NDArray[np.float64]
Sums = Mapping[str, Array]

STATES = (
    "mood", "morale", "cynicism", "cooperation", "mindset", "should", "strain", "autonomy", "blocked", "workload", "slack",
)  # fmt: skip
"""Rows of the people's array that are summed over those who are there."""

FLOWS = (
    "output", "revenue", "finished", "arrived", "lost", "given", "given_quality", "received", "received_quality", "waited",
    "approvals_received", "approvals_waited", "returned", "shortfall", "excess", "breach", "offences", "thanks",
    "help_given", "ideas", "quit", "laid_off", "hired", "outstanding", "animosity_felt", "animosity_squared",
    "animosity_within", "negative_ties", "camaraderie_felt", "peer_camaraderie",
)  # fmt: skip
"""Rows of the people's array that are summed over everybody."""

Y = numbered("Y", ("present", *STATES, *FLOWS))
"""Rows of the tally: sums by day, department and lane."""

SUMMED_STATES = tuple((int(Y[name]), int(P[name])) for name in STATES)
SUMMED_FLOWS = tuple((int(Y[name]), int(P[name])) for name in FLOWS)

FIXED = ("ties", "within_ties", "peer_ties", "facing")
"""What the organization fixes by department: numbers of ties by client, and the share of people who face customers."""

OFFICE = tuple(row.name for row in O)
"""The organization's own quantities, which are the same for every department."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is reported.

    Attributes:
        name: The name used in tables, JSON and figures.
        unit: Its unit; ``"1"`` for a pure number.
        meaning: What it means, in plain words.
        better: 1 if more is better, -1 if less is, 0 if neither.
        read: Reads it off the sums of any departments over any days; NaN where nothing happened.
    """

    name: str
    unit: str
    meaning: str
    better: int
    read: Callable[[Sums], Array]


def _ratio(numerator: Array, denominator: Array) -> Array:
    if np.shape(numerator) != np.shape(denominator):
        numerator, denominator = np.broadcast_arrays(numerator, denominator)
    made: Array = np.empty(np.shape(numerator))
    made.fill(np.nan)
    np.divide(numerator, denominator, out=made, where=denominator > 0)
    return made


def _per(numerator: str, denominator: str = "present", factor: float = 1.0) -> Callable[[Sums], Array]:
    return lambda sums: factor * _ratio(sums[numerator], sums[denominator])


def _between(sums: Sums) -> Array:
    return _ratio(sums["animosity_felt"] - sums["animosity_within"], sums["ties"] - sums["within_ties"])


def _concentration(sums: Sums) -> Array:
    return 1.0 - _ratio(sums["animosity_felt"] ** 2, sums["ties"] * sums["animosity_squared"])


def _given_by_back_office(sums: Sums) -> Array:
    return _ratio(sums["given_quality"] - sums["given_quality_facing"], sums["given"] - sums["given_facing"])


def _of_organization(name: str) -> Callable[[Sums], Array]:
    return lambda sums: sums[name]


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("productivity", "days of standard work per paid employee-day",
                "value of finished cases, weighted by their quality, per paid employee and day", 1, _per("output")),
        Measure("revenue", "days of standard work per paid employee-day",
                "the same, for customers' cases only", 1, _per("revenue")),
        Measure("animosity", "1", "mean grudge of clients against providers, over all ties", -1, _per("animosity_felt", "ties")),
        Measure("animosity_within", "1", "mean grudge on ties within a department", -1, _per("animosity_within", "within_ties")),
        Measure("animosity_between", "1", "mean grudge on ties between departments", -1, _between),
        Measure("animosity_concentration", "1",
                "how concentrated the grudges are: 0 the same on every tie, near 1 all on a few", 0, _concentration),
        Measure("negative_ties", "1", "share of ties on which the grudge exceeds the warmth", -1, _per("negative_ties", "ties")),
        Measure("morale", "1", "mean morale", 1, _per("morale")),
        Measure("mood", "1", "mean mood", 1, _per("mood")),
        Measure("cynicism", "1", "mean cynicism", -1, _per("cynicism")),
        Measure("cooperation", "1", "mean readiness to do more for colleagues than one must", 1, _per("cooperation")),
        Measure("camaraderie", "1", "mean warmth over all ties", 1, _per("camaraderie_felt", "ties")),
        Measure("peer_camaraderie", "1", "mean warmth between peers", 1, _per("peer_camaraderie", "peer_ties")),
        Measure("mindset", "1", "how far coworkers are felt to be clients", 0, _per("mindset")),
        Measure("should", "1", "the service that people feel entitled to", 0, _per("should")),
        Measure("strain", "1", "mean exhaustion", -1, _per("strain")),
        Measure("service_quality", "1", "mean manner of the answers to colleagues' requests", 1,
                _per("received_quality", "received")),
        Measure("service_quality_back_office", "1", "the same, for answers of those who never meet a customer", 1,
                _given_by_back_office),
        Measure("service_quality_facing", "1", "the same, for answers of those who face customers", 1,
                _per("given_quality_facing", "given_facing")),
        Measure("response_time", "days", "mean time that the requests answered today had waited", -1, _per("waited", "received")),
        Measure("approval_wait", "days", "the same, for requests to the boss", -1,
                _per("approvals_waited", "approvals_received")),
        Measure("requests_open", "requests per employee", "own requests open at night", -1, _per("outstanding")),
        Measure("blocked", "1", "share of own open cases that wait for others", -1, _per("blocked")),
        Measure("backlog", "cases per employee", "own cases open at night", -1, _per("workload")),
        Measure("rework", "1", "share of the answers that came back", -1, _per("returned", "received")),
        Measure("helping", "days per employee-day", "work given to overloaded teammates", 1, _per("help_given")),
        Measure("thanks", "1", "how thanked people feel", 1, _per("thanks")),
        Measure("offences", "per employee-day", "encounters that made a grudge", -1, _per("offences")),
        Measure("ideas", "ideas per employee-year", "ideas for better work", 1, _per("ideas", factor=float(DAYS_PER_YEAR))),
        Measure("turnover", "1/year", "quits per employee and year; layoffs are not counted", -1,
                _per("quit", factor=float(DAYS_PER_YEAR))),
        Measure("headcount", "people", "people who are there", 0, _of_organization("present")),
        Measure("satisfaction", "1", "external customers' satisfaction", 1, _of_organization("satisfaction")),
        Measure("customers", "customer base at the start", "size of the customer base", 1, _of_organization("customers")),
        Measure("efficiency", "1", "work done in a day by the same effort, relative to the start", 1,
                _of_organization("efficiency")),
        Measure("trust", "1", "trust in management", 1, _of_organization("trust")),
    )
}  # fmt: skip
"""All measures by name."""


def sums(tally: Array, office: Array, counts: Mapping[str, Array]) -> dict[str, Array]:
    """Name the rows of a tally.

    Args:
        tally: Shape (..., len(Y), departments, lanes).
        office: The organization on the same days, shape (..., len(O), lanes).
        counts: What the organization fixes by department (:data:`FIXED`), each of shape (departments,).

    Returns:
        Arrays of shape (..., departments, lanes), by name.
    """
    named = {row.name: tally[..., row, :, :] for row in Y}
    shape = named["present"].shape
    for name, count in counts.items():
        named[name] = np.broadcast_to(np.asarray(count, dtype=np.float64)[:, None], shape)
    for name in ("given", "given_quality"):
        named[f"{name}_facing"] = named["facing"] * named[name]
    for row in O:
        named[row.name] = np.broadcast_to(office[..., row, None, :], shape)
    return named


def whole(named: Sums) -> dict[str, Array]:
    """Add up departments: arrays of shape (..., departments, lanes) become (..., lanes), summed in their order."""
    added: dict[str, Array] = {}
    for name, array in named.items():
        if name in OFFICE or name == "facing":
            added[name] = array[..., 0, :]
            continue
        total = array[..., 0, :].copy()
        for department in range(1, array.shape[-2]):
            total += array[..., department, :]
        added[name] = total
    return added


class _AddedWhenAsked(dict[str, Array]):
    """Sums of the whole organization, each added up when somebody asks for it."""

    def __init__(self, named: Sums) -> None:
        self._named = named

    def __missing__(self, name: str) -> Array:
        self[name] = whole({name: self._named[name]})[name]
        return self[name]


def series(
    tally: Array, office: Array, counts: Mapping[str, Array], names: Sequence[str] | None = None
) -> dict[str, Array]:
    """Measures of the whole organization by day, shape (days, lanes), NaN on days on which nothing happened.

    Args:
        tally: Shape (days, len(Y), departments, lanes).
        office: The organization on the same days, shape (days, len(O), lanes).
        counts: What the organization fixes by department (:data:`FIXED`), each of shape (departments,).
        names: Which measures; all where none are given.
    """
    named = sums(tally, office, counts)
    if names is not None:  # few of them take few of the sums
        asked = _AddedWhenAsked(named)
        return {name: MEASURES[name].read(asked) for name in names}
    total = whole({"rows": tally})["rows"]  # all rows of the tally at once
    added = {row.name: total[..., row, :] for row in Y}
    added |= whole({name: array for name, array in named.items() if name not in added})
    return {name: measure.read(added) for name, measure in MEASURES.items()}


def by_department(tally: Array, office: Array, counts: Mapping[str, Array]) -> dict[str, Array]:
    """Every measure by day and department, shape (days, departments, lanes)."""
    named = sums(tally, office, counts)
    return {name: measure.read(named) for name, measure in MEASURES.items()}


def late(days: int) -> slice:
    """The last quarter of so many days, at least one."""
    return slice(days - max(1, days // 4), days)


def last_quarter(by_day: Array) -> Array:
    """The mean over the last quarter of the days (at least one), over days with a value: (days, ...) to (...)."""
    return mean_of_days(by_day[late(by_day.shape[0])])


def mean_of_days(window: Array) -> Array:
    """The mean over days with a value, NaN where there is none: (days, ...) to (...)."""
    counted = np.isfinite(window)
    # A running sum adds day by day; NumPy's own sum adds one column in another order than many, and so gives other bits.
    total = np.add.accumulate(np.where(counted, window, 0.0), axis=0)[-1]
    return _ratio(total, counted.sum(axis=0).astype(np.float64))
