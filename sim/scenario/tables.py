"""A scenario as tables of numbers: the levers and the world by day, and the coefficients.

NumPy is imported where it is used: reading and checking a scenario do without, and are faster for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sim.mechanisms import K
from sim.policy import Environment, W, X
from sim.quantity import quantities
from sim.scenario.schema import Scenario
from sim.scenario.timeline import LEVERS
from sim.scenario.world import Recession, Shock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]


class Same:
    """A scenario as a key to what is made of it: equal to itself only, which is found out at once."""

    __slots__ = ("scenario",)

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __eq__(self, other: object) -> bool:
        """Whether it is the very same scenario, not one that says the same."""
        return isinstance(other, Same) and other.scenario is self.scenario

    def __hash__(self) -> int:
        """Where the scenario stands in memory."""
        return id(self.scenario)


def lever_table(scenario: Scenario, days: int) -> Floats:
    """How far each lever is pulled on each day.

    From ``start`` on, a lever goes in equal steps from where it then stands to ``level``, which it has reached
    ``ramp`` days later (at once for a ramp of 0); from ``end`` on it goes back to neutral in the same way.

    Args:
        scenario: The scenario.
        days: How many days, from day 0.

    Returns:
        Array of shape (days, number of levers); column ``X.x`` holds lever x.
    """
    import numpy as np

    table = np.empty((days, len(X)))
    for lever, declared in LEVERS.items():
        column = table[:, X[lever]]
        column[:] = declared.default
        for change in scenario.policy.changes(lever):
            assert change.start is not None  # changes() filled both in
            assert change.ramp is not None
            _go(column, change.start, change.ramp, change.level)
            if change.end is not None:
                _go(column, change.end, change.ramp, declared.default)
    return table


def _go(column: Floats, start: int, ramp: int, level: float) -> None:
    """Let a lever go from where it stands on a day to a level, and stay there."""
    import numpy as np

    if start >= len(column):
        return
    before = column[start]
    passed = np.arange(len(column) - start)
    share = np.minimum(1.0, passed / ramp) if ramp else np.ones(len(passed))
    column[start:] = before + (level - before) * share
    column[start + ramp :] = level


def world_table(scenario: Scenario, days: int) -> Floats:
    """What the world does to the office on each day.

    A shock comes in equal steps over ``onset`` days, stays until ``length`` days have passed, and goes as it came.
    Shocks that meet multiply their effects on demand and jobs; the greatest fear counts. While a recession
    lasts nobody is hired; its layoffs are spread evenly over the days on which it comes.

    Args:
        scenario: The scenario.
        days: How many days, from day 0.

    Returns:
        Array of shape (days, number of quantities of the world); column ``W.x`` holds quantity x.
    """
    import numpy as np

    table = np.empty((days, len(W)))
    highest = {each.name: each.high for each in quantities(Environment)}
    for each in quantities(Environment):
        table[:, W[each.name]] = each.default
    table[:, W.market] = scenario.environment.demand
    for shock in scenario.environment.shocks:
        depth = _depth(shock, days)
        if isinstance(shock, Recession):
            table[:, W.market] *= 1.0 - shock.fall * depth
            table[:, W.jobs] *= 1.0 - (1.0 - shock.jobs) * depth
            table[:, W.fear] = np.maximum(table[:, W.fear], shock.fear * depth)
            table[shock.start : shock.start + shock.length, W.hiring] = 0.0
            table[shock.start : shock.start + shock.onset, W.layoffs] += shock.layoffs / shock.onset
        else:
            table[:, W.market] *= 1.0 + shock.rise * depth
    for name, high in highest.items():
        np.minimum(table[:, W[name]], high, out=table[:, W[name]])
    return table


def _depth(shock: Shock, days: int) -> Floats:
    """How far a shock has come on each day, from 0 to 1."""
    import numpy as np

    passed = np.arange(days) - shock.start
    coming = np.clip((passed + 1) / shock.onset, 0.0, 1.0)
    going = np.clip((passed + 1 - shock.length) / shock.onset, 0.0, 1.0)
    depth: Floats = np.minimum(coming, 1.0 - going)
    return depth


def coefficient_row(scenario: Scenario) -> Floats:
    """The coefficients, the costs of the levers and the traits of the people.

    Returns:
        Array of shape (number of coefficients,); element ``K.x`` is coefficient x.
    """
    import numpy as np

    named: dict[str, float] = {}
    for group in vars(scenario.coefficients).values():
        named.update(vars(group))
    named.update(vars(scenario.lever_costs))
    named.update(vars(scenario.people))
    return np.array([float(named[name]) for name in K.__members__])
