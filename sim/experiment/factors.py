"""Factors and their levels, and the designs that are made of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sim.quantity import Quantity
from sim.scenario import Scenario, nearest, paths

MOST_POINTS = 1_000_000
"""The most design points of one experiment."""

MOST_LEVELS = 100_000
"""The most levels of one factor."""

_FORMS = "name=low:high:count or name=value,value,…"


class DesignError(ValueError):
    """A question that cannot be asked so; the text says what was found and what is allowed."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that an experiment varies.

    Attributes:
        name: Dotted name of a number of the scenario, such as ``policy.promise``.
        levels: The values that it takes, each once.
    """

    name: str
    levels: tuple[float, ...]


def parse_factor(text: str, scenario: Scenario) -> Factor:
    """Read a factor as it stands on the command line.

    Args:
        text: ``name=low:high:count`` (evenly spaced, both ends included) or ``name=value,value,…``. The name may
            leave out the sections where the last part says enough: ``promise`` for ``policy.promise``.
        scenario: The scenario that is varied; its declarations say which names and which values there are.

    Raises:
        DesignError: If the text, the name or a value is wrong.
    """
    name, sign, written = text.partition("=")
    if not sign or not written.strip():
        raise DesignError(f"--vary {text!r} has no values; allowed: {_FORMS}")
    known = paths(scenario)
    full = _full_name(name.strip(), known)
    levels = _levels(written.strip(), text)
    declared = known[full]
    for level in levels:
        if not declared.low <= level <= declared.high:
            raise DesignError(
                f"--vary {text!r}: {level:g} is out of range; {full} is allowed from {declared.low:g} to "
                f"{declared.high:g} ({declared.unit})"
            )
    return Factor(full, levels)


def _full_name(name: str, known: Mapping[str, Quantity]) -> str:
    if name in known:
        return name
    ends = [each for each in known if each.endswith("." + name)]
    if len(ends) == 1:
        return ends[0]
    if ends:
        raise DesignError(f"--vary {name!r} is not clear: it could be {', '.join(ends[:5])}")
    near = nearest(name, list(known)) or nearest(name.rpartition(".")[2], [each.rpartition(".")[2] for each in known])
    hint = f"; did you mean {near}?" if near else ""
    raise DesignError(f"--vary {name!r}: there is no such number in the scenario{hint}")


def _levels(written: str, text: str) -> tuple[float, ...]:
    parts = written.split(":")
    if len(parts) == 1:
        levels = tuple(_number(each, text) for each in written.split(","))
        if len(set(levels)) != len(levels):
            raise DesignError(f"--vary {text!r} names a value twice")
        return levels
    if len(parts) != 3:
        raise DesignError(f"--vary {text!r} is not understood; allowed: {_FORMS}")
    low, high = _number(parts[0], text), _number(parts[1], text)
    try:
        count = int(parts[2])
    except ValueError:
        raise DesignError(f"--vary {text!r}: the count {parts[2]!r} is not a whole number") from None
    if not 2 <= count <= MOST_LEVELS:
        raise DesignError(f"--vary {text!r}: the count is {count}, allowed are 2 to {MOST_LEVELS}")
    if not low < high:
        raise DesignError(f"--vary {text!r}: the low end {low:g} is not below the high end {high:g}")
    step = count - 1  # ends exact, and tenths as a person would write them
    return tuple(float(f"{(low * (step - k) + high * k) / step:.12g}") for k in range(count))


def _number(written: str, text: str) -> float:
    try:
        value = float(written)
    except ValueError:
        raise DesignError(f"--vary {text!r}: {written!r} is not a number; allowed: {_FORMS}") from None
    if not math.isfinite(value):
        raise DesignError(f"--vary {text!r}: {written!r} is not finite")
    return value


def factorial(factors: Sequence[Factor]) -> tuple[dict[str, float], ...]:
    """Every combination of the factors' levels, the last factor going fastest; one empty point without factors.

    Raises:
        DesignError: If a factor comes twice, or there are more than a million combinations.
    """
    names = [each.name for each in factors]
    for name in names:
        if names.count(name) > 1:
            raise DesignError(f"{name} is varied twice")
    points = math.prod(len(each.levels) for each in factors)
    if points > MOST_POINTS:
        raise DesignError(f"the design has {points:,} points, allowed are up to {MOST_POINTS:,}")
    return tuple(dict(zip(names, levels, strict=True)) for levels in product(*(each.levels for each in factors)))
