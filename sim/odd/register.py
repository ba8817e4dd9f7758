"""The register of assumptions: what the sizes of the model's numbers rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sim.mechanisms import Coefficients
from sim.policy import LeverCosts
from sim.quantity import ASSUMPTION, DEFINITION, Quantity, quantities
from sim.state import PeopleTraits
from sim.validation.kept import PatternScreening, kept_calibration

LEVERS = "the costs of levers"
PEOPLE = "the people and ties at the start"


def declared() -> Iterator[tuple[str, Quantity]]:
    """Every number that could be otherwise, with the name of its mechanism or of what it belongs to."""
    for mechanism, group in Coefficients():
        for number in quantities(type(group)):
            yield mechanism, number
    for whose, numbers in ((LEVERS, LeverCosts), (PEOPLE, PeopleTraits)):
        for number in quantities(numbers):
            yield whose, number


def counts() -> dict[str, int]:
    """How many numbers rest on what: a size that is published, calibration, a direction that is, judgement, convention."""
    calibration = kept_calibration()
    figures = frozenset(calibration.pinned_by_figures if calibration else ())
    patterns = frozenset(calibration.pinned if calibration else ()) - figures
    counted = Counter(_rests_on(number, figures, patterns) for _, number in declared())
    names = ("published size", "figures", "patterns", "published direction", "judgement alone", "convention")
    return {name: counted[name] for name in names}


def _rests_on(number: Quantity, figures: frozenset[str], patterns: frozenset[str]) -> str:
    if number.basis == DEFINITION:
        return "convention"
    if number.basis != ASSUMPTION:
        return "published size"
    if number.name in figures | patterns:
        return "figures" if number.name in figures else "patterns"
    return "judgement alone" if number.source == ASSUMPTION else "published direction"


def screening_rows(found: PatternScreening) -> Iterator[tuple[str, str, str, str]]:
    """Each pattern, the share of admissible worlds in which it points the right way, what turns it, and what moves it."""
    for each in found.patterns:
        turns = [turning for turning in each.turned_by if turning.low != turning.high]
        moves = [turning for turning in each.turned_by if turning.low == turning.high]
        by = "; ".join(
            f"`{turning.name}` ({100 * turning.low:.0f} % where low, {100 * turning.high:.0f} % where high)"
            for turning in turns
        )
        without = ", ".join(f"`{turning.name}`" for turning in moves)
        yield f"{each.number}", f"{100 * each.share:.0f} %", by or "nothing beyond chance", without or "–"


def turning(found: PatternScreening) -> Iterator[tuple[str, Quantity, str]]:
    """The numbers that turn a pattern in admissible worlds, each with what it rests on and the patterns that it turns."""
    patterns: dict[str, list[str]] = {}
    for each in found.patterns:
        for one in each.turned_by:
            if one.low != one.high:
                patterns.setdefault(one.name, []).append(f"{each.number}")
    for _, number in declared():
        if number.name in patterns:
            yield number.name, number, ", ".join(patterns[number.name])
