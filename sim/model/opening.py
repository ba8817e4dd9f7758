"""From a scenario and a seed to who works there and what the run is made of."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import Any

import numpy as np

from sim.opening import inputs_of, organization_of
from sim.organization import Organization
from sim.policy import X
from sim.run import Inputs
from sim.scenario import Scenario, load, with_values
from sim.scenario.problems import nearest

LARGEST_SEED = 2**63 - 1
"""The largest seed of a run."""


def prepare(
    scenario: str | PathLike[str] | Scenario, seed: int, *, days: int | None = None
) -> tuple[Organization, Inputs]:
    """Grow or import the office of a scenario, and write its policy and world as tables.

    Args:
        scenario: A scenario, its path, or the name of one that comes with the program.
        seed: The run's seed; the office is grown from it too, unless the scenario fixes a seed for the office.
        days: How many days; the scenario's own number where none is given.

    Raises:
        ScenarioError: If the scenario cannot be used.
        OrganizationError: If the office cannot be.
    """
    told = scenario if isinstance(scenario, Scenario) else load(scenario)
    return organization_of(told, seed), inputs_of(told, seed, days)


def with_keywords(scenario: Scenario, values: Mapping[str, object]) -> Scenario:
    """A scenario with numbers that were given as keyword arguments.

    Args:
        scenario: The scenario to start from.
        values: Numbers by the name of a lever (``promise``, ``scope_peers``) or by dotted name
            (``policy.start``, ``coefficients.grudge.forgiveness``). ``None`` leaves what the scenario says.

    Raises:
        TypeError: If a name without dots is no lever.
        ScenarioError: If there is no such dotted name, or a value is not allowed.
    """
    dotted = {_dotted(name): value for name, value in values.items() if value is not None}
    return with_values(scenario, dotted) if dotted else scenario


def _dotted(name: str) -> str:
    if "." in name:
        return name
    if name not in X.__members__:
        known = ["scenario", "seed", "rng", "days", "mechanisms", "ledger", *X.__members__]
        near = nearest(name, known)
        hint = f"; did you mean {near!r}?" if near else ""
        raise TypeError(f"Workplace takes no {name!r}{hint} Levers are {', '.join(X.__members__)}")
    scope = name.removeprefix("scope_")
    return f"policy.{name}" if scope == name else f"policy.scope.{scope}"


def chosen_seed(seed: Any, rng: Any) -> int:
    """The seed that was given under either name, or a new one.

    Raises:
        ValueError: If both are given, or one is no whole number in range.
    """
    if seed is not None and rng is not None:
        raise ValueError("give either seed or rng, which mean the same, not both")
    given = seed if seed is not None else rng
    if given is None:
        return int(np.random.default_rng().integers(LARGEST_SEED, endpoint=True))
    if isinstance(given, (np.random.Generator, np.random.BitGenerator, np.random.SeedSequence)):
        return int(np.random.default_rng(given).integers(LARGEST_SEED, endpoint=True))
    if isinstance(given, bool) or not isinstance(given, (int, np.integer)) or not 0 <= given <= LARGEST_SEED:
        raise ValueError(f"seed: found {given!r}, allowed are whole numbers from 0 to 2**63 - 1")
    return int(given)


def checked_days(days: int | None) -> int | None:
    """A number of days that may be lived.

    Raises:
        ValueError: If it is not positive.
    """
    if days is not None and days < 1:
        raise ValueError(f"days: found {days}, allowed are 1 and more")
    return days
