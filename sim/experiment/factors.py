"""Factors: what an experiment varies, and the values that each may take."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np
import numpy.typing as npt

from sim.experiment.places import is_whole, value_at
from sim.quantity import Quantity
from sim.scenario import Scenario, nearest, paths

MOST_LEVELS = 100_000
"""The most levels of one factor."""

FORMS = "low:high, low:high:count, a list such as 0,0.5,1, or nothing for the plausible range"


class DesignError(ValueError):
    """A question that cannot be asked so; the text says what was found and what is allowed."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that an experiment varies.

    Attributes:
        name: Dotted name of a number of the scenario, such as ``policy.promise``.
        levels: The values that it takes, each once; the two ends where it is a range.
        is_range: Whether a sampled design may take any value between the ends. Designs of levels take the ends.
        is_whole: Whether only whole numbers are allowed.
    """

    name: str
    levels: tuple[float, ...]
    is_range: bool = False
    is_whole: bool = False

    @property
    def low(self) -> float:
        """The smallest value."""
        return min(self.levels)

    @property
    def high(self) -> float:
        """The largest value."""
        return max(self.levels)

    def at(self, unit: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The values at places of the unit interval: even over a range, and with equal chances over levels.

        Args:
            unit: Places from 0 to 1, of any shape.
        """
        if self.is_range and not self.is_whole:
            return self.low + unit * (self.high - self.low)
        choices = np.arange(self.low, self.high + 1) if self.is_range else np.asarray(self.levels)
        return choices[np.minimum((unit * len(choices)).astype(np.int64), len(choices) - 1)]


def parse_factor(text: str, scenario: Scenario) -> Factor:
    """Read one factor as it stands on the command line.

    Args:
        text: ``name=low:high:count`` (evenly spaced, both ends included), ``name=value,value,…``, ``name=low:high`` (a
            range), or ``name`` alone for the range that its declaration calls plausible. The name may leave out
            the sections where the last part says enough: ``promise`` for ``policy.promise``.
        scenario: The scenario that is varied; its declarations say which names and which values there are.

    Raises:
        DesignError: If the text, the name or a value is wrong, or the name is a pattern that fits several.
    """
    found = parse_factors([text], scenario)
    if len(found) != 1:
        raise DesignError(f"--vary {text!r} names {len(found)} factors, and one is wanted here")
    return found[0]


def parse_factors(texts: Iterable[str], scenario: Scenario) -> tuple[Factor, ...]:
    """Read factors as they stand on the command line, as :func:`parse_factor` does; names may be patterns.

    Args:
        texts: The texts; ``policy.*`` stands for everything whose name fits. A pattern passes over what another text
            names outright.
        scenario: The scenario that is varied.

    Raises:
        DesignError: If a text, a name or a value is wrong, or a factor comes twice.
    """
    split = [(text, *_parted(text)) for text in texts]
    known = paths(scenario)
    made: list[Factor] = []
    said = {name for _, name, _ in split if not is_pattern(name)}
    outright = {full for name in said if (full := _only(name, known)) is not None}
    for text, name, written in split:
        try:
            names = fitting(name, known)
            if is_pattern(name):
                names = [each for each in names if each not in outright]
            made += [factor_of(each, written, scenario, known) for each in names]
        except DesignError as error:
            raise DesignError(f"--vary {text!r}: {error}") from None
    refuse_twice(each.name for each in made)
    return tuple(made)


def _parted(text: str) -> tuple[str, str | None]:
    name, sign, written = text.partition("=")
    if sign and not written.strip():
        raise DesignError(f"--vary {text!r} has no values; allowed: {FORMS}")
    return name.strip(), written.strip() if sign else None


def is_pattern(name: str) -> bool:
    """Whether a name is a pattern such as ``policy.*``."""
    return any(each in name for each in "*?[")


def fitting(name: str, known: Mapping[str, Quantity]) -> list[str]:
    """The full names that a name, its last part, or a pattern stands for.

    Raises:
        DesignError: If there is none, or a short name could mean several.
    """
    if is_pattern(name):
        names = [each for each in known if fnmatchcase(each, name)]
        if not names:
            raise DesignError(f"no number of the scenario has a name like {name}")
        return names
    full = _only(name, known)
    if full is not None:
        return [full]
    ends = [each for each in known if each.endswith("." + name)]
    if ends:
        raise DesignError(f"{name} is not clear: it could be {', '.join(ends[:5])}")
    near = nearest(name, list(known)) or nearest(name.rpartition(".")[2], [each.rpartition(".")[2] for each in known])
    raise DesignError("there is no such number in the scenario" + (f"; did you mean {near}?" if near else ""))


def _only(name: str, known: Mapping[str, Quantity]) -> str | None:
    """The one full name that a name or its last part stands for; None where that is not clear."""
    ends = [name] if name in known else [each for each in known if each.endswith("." + name)]
    return ends[0] if len(ends) == 1 else None


def factor_of(name: str, written: str | None, scenario: Scenario, known: Mapping[str, Quantity]) -> Factor:
    """A factor from its full name and its values as they are written, or its plausible range for None.

    Raises:
        DesignError: If the values are wrong.
    """
    declared, whole = known[name], is_whole(name, scenario)
    if written is None:
        low, high = declared.plausible
        low, high = (math.ceil(low), math.floor(high)) if whole else (low, high)
        if not low < high:
            raise DesignError(f"{name} has no range of its own to sweep; say which: {FORMS}")
        return Factor(name, (float(low), float(high)), is_range=True, is_whole=whole)
    levels, is_range = _levels(written)
    for level in levels:
        refuse_value(name, level, declared, whole)
    return Factor(name, levels, is_range, whole)


def _unit(declared: Quantity) -> str:
    return "" if declared.unit == "1" else f" ({declared.unit})"


def refuse_value(name: str, value: float, declared: Quantity, whole: bool) -> None:
    """Refuse what a number may not be.

    Raises:
        DesignError: If the value is outside the admissible range, or a fraction where a whole number must stand.
    """
    if not declared.low <= value <= declared.high:
        raise DesignError(
            f"{value:g} is out of range; {name} is allowed from {declared.low:g} to {declared.high:g}{_unit(declared)}"
        )
    if whole and value != int(value):
        raise DesignError(f"{value:g} is no whole number, and {name} must be one{_unit(declared)}")


def refuse_twice(names: Iterable[str]) -> None:
    """Refuse factors that come twice.

    Raises:
        DesignError: If one does.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DesignError(f"{name} is varied twice")
        seen.add(name)


def refuse_set_in_vain(said: Iterable[str], factors: Iterable[Factor]) -> None:
    """Refuse to set what is varied: the value would never be used.

    Args:
        said: What is set, ``name=value`` each.
        factors: What is varied.

    Raises:
        DesignError: If something is both.
    """
    varied = {each.name for each in factors}
    for text in said:
        if (name := name_set(text)) in varied:
            raise DesignError(
                f"--set {text}: {name} is varied, so this value would never be used; leave out one of the two"
            )


def name_set(text: str) -> str:
    """The name in ``name=value``."""
    return text.partition("=")[0].strip()


def value_in(scenario: Scenario, name: str) -> float:
    """The value of a dotted name in a scenario.

    Raises:
        DesignError: If it is a lever with a timeline, which has no one value.
    """
    value = value_at(scenario, name)
    if not isinstance(value, (int, float)):
        raise DesignError(f"{name} is a timeline in the scenario; one factor at a time needs one number to start from")
    return float(value)


def _levels(written: str) -> tuple[tuple[float, ...], bool]:
    """The levels, and whether they are the ends of a range."""
    parts = written.split(":")
    if len(parts) == 1:
        levels = tuple(_number(each) for each in written.split(","))
        if len(set(levels)) != len(levels):
            raise DesignError("a value is named twice")
        return levels, False
    if len(parts) > 3:
        raise DesignError(f"this is not understood; allowed: {FORMS}")
    low, high = _number(parts[0]), _number(parts[1])
    if not low < high:
        raise DesignError(f"the low end {low:g} is not below the high end {high:g}")
    if len(parts) == 2:
        return (low, high), True
    try:
        count = int(parts[2])
    except ValueError:
        raise DesignError(f"the count {parts[2]!r} is not a whole number") from None
    if not 2 <= count <= MOST_LEVELS:
        raise DesignError(f"the count is {count}, allowed are 2 to {MOST_LEVELS}")
    step = count - 1  # ends exact, and tenths as a person would write them
    return tuple(float(f"{(low * (step - k) + high * k) / step:.12g}") for k in range(count)), False


def _number(written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        raise DesignError(f"{written!r} is not a number; allowed: {FORMS}") from None
    if not math.isfinite(value):
        raise DesignError(f"{written!r} is not finite")
    return value
