"""The register of assumptions: what the sizes of the model's numbers rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sim.mechanisms import Coefficients
from sim.quantity import ASSUMPTION, DEFINITION, Quantity, quantities
from sim.validation.kept import PatternScreening, kept_calibration


def declared() -> Iterator[tuple[str, Quantity]]:
    """Every coefficient with the name of its mechanism."""
    for mechanism, group in Coefficients():
        for number in quantities(type(group)):
            yield mechanism, number


def counts() -> dict[str, int]:
    """How many coefficients rest on what: a size that is published, calibration, a direction that is, judgement, convention."""
    calibration = kept_calibration()
    calibrated = frozenset(calibration.names if calibration else ())
    counted = Counter(_rests_on(number, calibrated) for _, number in declared())
    names = ("published size", "calibration", "published direction", "judgement alone", "convention")
    return {name: counted[name] for name in names}


def _rests_on(number: Quantity, calibrated: frozenset[str]) -> str:
    if number.basis == DEFINITION:
        return "convention"
    if number.basis != ASSUMPTION:
        return "published size"
    if number.name in calibrated:
        return "calibration"
    return "judgement alone" if number.source == ASSUMPTION else "published direction"


def screening_rows(found: PatternScreening) -> Iterator[tuple[str, str, str]]:
    """Each pattern, the share of admissible worlds in which it points the right way, and what could turn it."""
    for each in found.patterns:
        by = "; ".join(
            f"`{turning.name}` ({100 * turning.low:.0f} % where low, {100 * turning.high:.0f} % where high)"
            for turning in each.turned_by
        )
        yield f"{each.number}", f"{100 * each.share:.0f} %", by or "nothing beyond chance"
