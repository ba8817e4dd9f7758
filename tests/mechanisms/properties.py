"""What a law does over the whole of its admissible ranges, which are read from the declarations.

An argument has the range of the declared number of its name (``own_`` in front of it aside): a coefficient, a state, a
lever, a condition of the world. Arguments that have none get one from the test.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.mechanisms import GROUPS
from sim.policy import Environment, LeverCosts, Levers
from sim.quantity import Quantity, quantities
from sim.state import OrganizationState, PeopleTraits, PersonDay, PersonState, TeamDay, TieDay, TieState, Traits

DECLARED: dict[str, Quantity] = {
    each.name: each
    for group in (
        TeamDay, OrganizationState, TieDay, PersonDay, Environment, Levers, TieState, PersonState, Traits, PeopleTraits,
        LeverCosts, *GROUPS,
    )
    for each in quantities(group)
}  # fmt: skip
"""All declared numbers by name; where a name is declared twice, coefficients come first and the day's accounts last."""

ROUNDING = 1e-9
"""What rounding may do to a comparison, relative to the size of the numbers."""

Law = Callable[..., float]


def default(name: str) -> float:
    """The default of a declared number."""
    return DECLARED[name].default


def defaults(law: Law) -> dict[str, float]:
    """The coefficients of a law at their defaults."""
    coefficients = {each.name for group in GROUPS for each in quantities(group)}
    return {name: default(name) for name in inspect.signature(law).parameters if name in coefficients}


def arguments(law: Law, ranges: dict[str, tuple[float, float]]) -> st.SearchStrategy[dict[str, float]]:
    """Any admissible arguments of a law.

    Raises:
        KeyError: If an argument is not declared and has no range.
    """
    limits = {}
    for name in inspect.signature(law).parameters:
        declared = DECLARED.get(name) or DECLARED.get(name.removeprefix("own_"))
        limits[name] = ranges[name] if name in ranges or declared is None else (declared.low, declared.high)
    return st.fixed_dictionaries({name: st.floats(*limit) for name, limit in limits.items()})


def everywhere(
    law: Law,
    low: float,
    high: float,
    *,
    rising: tuple[str, ...] = (),
    falling: tuple[str, ...] = (),
    **ranges: tuple[float, float],
) -> None:
    """Hold a law to its limits and directions, anywhere in the admissible ranges.

    Args:
        law: The law.
        low: The smallest result that is allowed.
        high: The largest.
        rising: Arguments with which the result must not fall.
        falling: Arguments with which it must not rise.
        **ranges: Ranges of arguments that are not declared, or narrower ones.
    """

    @settings(max_examples=50)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        here = data.draw(arguments(law, ranges))
        value = law(**here)
        assert math.isfinite(value)
        slack = ROUNDING * (1.0 + abs(value))
        assert low - slack <= value <= high + slack
        if rising or falling:
            name = data.draw(st.sampled_from(rising + falling))
            there = here | {name: data.draw(arguments(law, ranges))[name]}
            more, less = (here, there) if here[name] >= there[name] else (there, here)
            difference = law(**more) - law(**less)
            slack += ROUNDING * abs(difference)
            assert (difference if name in rising else -difference) >= -slack

    holds()


def always(law: Law, check: Callable[..., bool], **ranges: tuple[float, float]) -> None:
    """Hold something to be true of a law's arguments, anywhere in the admissible ranges."""

    @settings(max_examples=50)
    @given(arguments(law, ranges))
    def holds(here: dict[str, float]) -> None:
        assert check(**here)

    holds()
