"""What a story reads off the two offices, and how it says it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

import numpy as np

from sim.measures import MEASURES
from sim.policy import Kind
from sim.scenario import Expectation, Guess, Reading
from sim.scenario.readings import PLACEHOLDER
from sim.state import P, T

if TYPE_CHECKING:
    import pandas as pd

    from sim.lanes import Numbers
    from sim.organization import Organization

OVER = 20
"""Days of the mean that a placeholder shows: four weeks."""

_OF = {
    "policy": "",
    "twin": ", without the policy",
    "difference": " with the policy, less that without",
    "percent": " with the policy, against that without",
}


class Office(Protocol):
    """An office that a story looks at, such as :class:`sim.live.offices.Side`."""

    @property
    def organization(self) -> Organization:
        """Who works there."""

    @property
    def people(self) -> Numbers:
        """What people remember: rows :data:`sim.state.P`, shape (len(P), n)."""

    @property
    def ties(self) -> Numbers:
        """What ties remember: rows :data:`sim.state.T`, shape (len(T), m)."""

    def series(self, department: str | None = None) -> pd.DataFrame:
        """Every measure by day, from day 0, of the whole office or of one department."""


def read(reading: Reading, policy: Office, twin: Office, day: int) -> float:
    """The value of a reading: the mean of the days that end with a day; NaN where nothing happened on them.

    Args:
        reading: What to read.
        policy: The office with the policy.
        twin: The office without.
        day: How many days had been lived when it is read.
    """
    first = max(0, day - reading.over)

    def mean(office: Office) -> float:
        department = reading.department if reading.department in office.organization.departments else None
        values = office.series(department)[reading.measure].iloc[first:day]
        return float(values.mean())

    if reading.of == "policy":
        return mean(policy)
    if reading.of == "twin":
        return mean(twin)
    with_policy, without = mean(policy), mean(twin)
    if reading.of == "difference":
        return with_policy - without
    return 100.0 * (with_policy / without - 1.0) if without else math.nan


def outcome(expectation: Expectation, policy: Office, twin: Office, day: int) -> float:
    """What the offices show of what a reveal says: the reading, less that of the earlier day where it names one.

    Args:
        expectation: What it says.
        policy: The office with the policy.
        twin: The office without.
        day: The chapter's last day.
    """
    value = read(expectation, policy, twin, day if expectation.by is None else expectation.by)
    return value if expectation.since is None else value - read(expectation, policy, twin, expectation.since)


def is_shown(expectation: Expectation, policy: Office, twin: Office, day: int) -> bool:
    """Whether the offices show what a reveal says. As :func:`outcome` otherwise."""
    value = outcome(expectation, policy, twin, day)
    above = expectation.above is None or value > expectation.above
    below = expectation.below is None or value < expectation.below
    return math.isfinite(value) and above and below


def filled(
    text: str, policy: Office, twin: Office, day: int, guess: float | None, asked: Guess | None, shown: float | None
) -> str:
    """A reveal's text with its placeholders filled.

    Args:
        text: The text.
        policy: The office with the policy.
        twin: The office without.
        day: The chapter's last day.
        guess: What was guessed, if anything was.
        asked: What was asked, if anything was.
        shown: What came of what was asked.
    """

    def value_of(word: str) -> str:
        if word == "day":
            return str(day)
        if word in ("guess", "shown"):
            return "–" if asked is None else in_words(guess if word == "guess" else shown, asked)
        office, _, measure = word.partition(".")
        reading = Reading.model_validate({"measure": measure, "of": office, "over": OVER})
        return in_words(read(reading, policy, twin, day), reading)

    return PLACEHOLDER.sub(lambda found: value_of(found[1]), text)


SHORT = ("days", "people")
"""Units that are said behind a number; the others are too long, or none."""

AGAIN = "the same, "
"""How a measure begins that goes on from the one declared before it."""


def unit_of(reading: Reading) -> str:
    """The unit that is said behind a number: ``%``, ``days``, ``people``, or ``1`` for none."""
    unit = MEASURES[reading.measure].unit
    return "%" if reading.of == "percent" else unit if unit in SHORT else "1"


def alone(name: str) -> str:
    """What a measure means, as it declares it, in words that stand alone, and not below the measure that they go on from."""
    names, words = list(MEASURES), MEASURES[name].meaning
    if not words.startswith(AGAIN):
        return words
    before = (MEASURES[each].meaning for each in reversed(names[: names.index(name)]))
    return f"{next(each for each in before if not each.startswith(AGAIN))}, {words.removeprefix(AGAIN)}"


def meaning_of(reading: Reading) -> str:
    """What is read, with its unit in full where no other is said behind the number."""
    measure, words = MEASURES[reading.measure], alone(reading.measure)
    told = reading.of == "percent" or measure.unit in ("1", *SHORT)
    return words if told else f"{words}; in {measure.unit}"


def in_words(value: float | None, reading: Reading) -> str:
    """A value as a person reads it: ``+12 %``, ``0.31``, ``1.4 days``."""
    if value is None or not math.isfinite(value):
        return "–"
    sign = "+" if reading.of in ("difference", "percent") else ""
    decimals = 0 if reading.of == "percent" or abs(value) >= 10 else 2 if abs(value) >= 0.1 else 3
    size = f"{value:{sign}.{decimals}f}" if round(value, decimals) else "0"
    unit = unit_of(reading)
    return (size if unit == "1" else f"{size} {unit}").replace("-", "−")


def written(reading: Reading) -> str:
    """What is read, in a line."""
    where = f" in {reading.department}" if reading.department else ""
    return f"{reading.measure.replace('_', ' ')}{where}{_OF[reading.of]}"


def named(person: str, office: Office) -> int:
    """The number of the person that a chapter points at; of equal ones the first.

    Args:
        person: One of :data:`sim.scenario.chapters.Person`.
        office: The office.
    """
    organization, people = office.organization, office.people
    if person == "head":
        return int(np.argmin(organization.boss))
    if person == "lowest_morale":
        return int(np.argmin(np.where(people[P.vacant] > 0.0, np.inf, people[P.morale])))
    if person == "most_cynical":
        return int(np.argmax(np.where(people[P.vacant] > 0.0, -np.inf, people[P.cynicism])))
    if person == "most_resented":
        weights = office.ties[T.animosity]
    else:
        weights = organization.weight * (organization.kind != Kind.peer)
    borne = np.bincount(organization.provider, weights=weights, minlength=organization.headcount)
    return int(np.argmax(borne))
