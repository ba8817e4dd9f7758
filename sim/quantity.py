"""How a number is declared: once, with its default, range, unit, meaning and source.

Everything that the program says or asks about a number (the YAML schema, ``--set``, ``sim explain``, sliders,
sweep factors, the model description, the metadata of result files) is derived from these declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

ASSUMPTION = "assumption"
"""The source of a number that rests on nothing but judgement."""

DEFINITION = "definition"
"""The source of a number that is a convention of this model and could not be otherwise."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One declared number.

    Attributes:
        name: The name used in code, YAML, tables and on the command line.
        default: The value where nobody sets another.
        low: The smallest admissible value.
        high: The largest admissible value.
        plausible: The range that is swept when nobody gives one; within the admissible range.
        unit: Its unit; ``"1"`` for a pure number.
        meaning: What it means, in plain words.
        source: Keys of ``sources.bib`` separated by blanks, or ``assumption``, or ``definition``.
        basis: What the size of the number rests on: ``published`` (the source gives it), ``assumption`` (the source,
            if there is one, gives the direction of the effect and not its size), or ``definition``.
    """

    name: str
    default: float
    low: float
    high: float
    plausible: tuple[float, float]
    unit: str
    meaning: str
    source: str
    basis: str


class Declared(BaseModel):
    """A group of declared numbers. Instances are immutable; unknown names, NaN and infinities are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)

    neutral: ClassVar[Mapping[str, float]] = {}
    """Values of coefficients at which the mechanism does nothing; empty where the model cannot do without it."""


def quantity(
    default: float,
    *,
    low: float = 0.0,
    high: float = 1.0,
    unit: str = "1",
    meaning: str,
    source: str = ASSUMPTION,
    published: bool = False,
    plausible: tuple[float, float] | None = None,
) -> Any:
    """Declare a number as a pydantic field.

    Args:
        default: The value where nobody sets another.
        low: The smallest admissible value.
        high: The largest admissible value.
        unit: Its unit; ``"1"`` for a pure number.
        meaning: What it means, in plain words.
        source: Keys of ``sources.bib``, or ``assumption``, or ``definition``.
        published: Whether the source gives the size of the number and not only the direction of an effect.
        plausible: The range to sweep by default; half to double the default, cut to the admissible
            range, where none is given (the whole admissible range for a default of zero).

    Returns:
        A pydantic field, typed ``Any`` so that it can stand behind ``name: float =``.

    Raises:
        ValueError: If the default or the plausible range leave the admissible range.
    """
    if plausible is None:
        plausible = (max(low, 0.5 * default), min(high, 2.0 * default)) if default > 0 else (low, high)
    if not (low <= default <= high and low <= plausible[0] <= plausible[1] <= high):
        raise ValueError(f"default {default} or plausible range {plausible} outside [{low}, {high}]")
    basis = "published" if published else source if source == DEFINITION else ASSUMPTION
    return Field(
        default,
        ge=low,
        le=high,
        description=meaning,
        json_schema_extra={"unit": unit, "source": source, "basis": basis, "plausible": list(plausible)},
    )


def quantities(group: type[BaseModel]) -> Iterator[Quantity]:
    """Yield the numbers that a group declares, in the order in which they stand.

    Nested groups and fields that are not numbers are passed over.
    """
    return iter(_quantities(group))


@cache  # every run of a sweep asks for them
def _quantities(group: type[BaseModel]) -> tuple[Quantity, ...]:
    return tuple(_declared(group))


def _declared(group: type[BaseModel]) -> Iterator[Quantity]:
    for name, field in group.model_fields.items():
        extra: Any = field.json_schema_extra
        if not isinstance(extra, dict) or "plausible" not in extra:
            continue
        bounds = {type(limit).__name__: limit for limit in field.metadata}
        low, high = extra["plausible"]
        yield Quantity(
            name=name,
            default=float(field.default),
            low=float(bounds["Ge"].ge),
            high=float(bounds["Le"].le),
            plausible=(float(low), float(high)),
            unit=str(extra["unit"]),
            meaning=str(field.description),
            source=str(extra["source"]),
            basis=str(extra["basis"]),
        )


def numbered(name: str, names: Iterable[str]) -> Any:
    """An ``IntEnum`` that numbers names from zero, typed ``Any`` since its members are known only at run time."""
    return IntEnum(name, [(each, row) for row, each in enumerate(names)])


def rows(name: str, *groups: type[BaseModel]) -> Any:
    """Number the declared quantities of some groups: row k of an array holds quantity k.

    The result is an ``IntEnum`` whose members index arrays in plain Python and in compiled code alike. It is typed
    ``Any`` since its members are known only when the declarations have been read.

    Raises:
        ValueError: If two groups declare the same name.
    """
    names = [declared.name for group in groups for declared in quantities(group)]
    twice = {each for each in names if names.count(each) > 1}
    if twice:
        raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
    return numbered(name, names)
