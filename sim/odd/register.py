"""The register of assumptions: what the sizes of the model's numbers rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sim.mechanisms import Coefficients
from sim.quantity import ASSUMPTION, DEFINITION, Quantity, quantities


def declared() -> Iterator[tuple[str, Quantity]]:
    """Every coefficient with the name of its mechanism."""
    for mechanism, group in Coefficients():
        for number in quantities(type(group)):
            yield mechanism, number


def counts() -> dict[str, int]:
    """How many coefficients rest on what: a published size, a source for the direction alone, judgement, convention."""
    counted = Counter(_rests_on(number) for _, number in declared())
    return {name: counted[name] for name in ("published size", "published direction", "judgement alone", "convention")}


def _rests_on(number: Quantity) -> str:
    if number.basis == DEFINITION:
        return "convention"
    if number.basis != ASSUMPTION:
        return "published size"
    return "judgement alone" if number.source == ASSUMPTION else "published direction"
