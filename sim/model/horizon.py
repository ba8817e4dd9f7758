"""Tables that grow: a run that goes on past its scenario's last day, and levers that are moved while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.policy import Levers, X
from sim.quantity import quantities
from sim.scenario.problems import did_you_mean

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers

LEVERS = {each.name: each for each in quantities(Levers)}
"""The declared levers by name."""


def extended(lanes: Lanes, days: int) -> Lanes:
    """Lanes whose tables reach at least to a day; the last day's levers and world go on.

    Args:
        lanes: The lanes; they are not changed, and share with the result what need not grow.
        days: How many days the tables shall hold.
    """
    more = days - len(lanes.levers)
    if more <= 0:
        return lanes
    return lanes._replace(
        levers=_repeated(lanes.levers, more),
        world=_repeated(lanes.world, more),
        tally=_emptied(lanes.tally, more),
        office_days=_emptied(lanes.office_days, more),
        ledger_days=_emptied(lanes.ledger_days, more) if lanes.ledger.shape[1] else lanes.ledger_days,
    )


def _repeated(table: Numbers, more: int) -> Numbers:
    return np.concatenate([table, np.repeat(table[-1:], more, axis=0)])


def _emptied(table: Numbers, more: int) -> Numbers:
    return np.concatenate([table, np.zeros((more, *table.shape[1:]))])


def move_lever(levers: Numbers, name: str, level: float, day: int, ramp: int) -> None:
    """Let a lever go in equal steps from where it stands on a day to a level, and stay there.

    Args:
        levers: One run's table of levers, shape (days, len(X)); it is changed.
        name: The lever.
        level: Where it shall go.
        day: The first day on which it moves.
        ramp: Days until the level is reached; at once for 0.

    Raises:
        ValueError: If there is no such lever, or the level or the ramp is not allowed.
    """
    if name not in LEVERS:
        known = did_you_mean(name, list(LEVERS)) or f"levers are {', '.join(LEVERS)}"
        raise ValueError(f"there is no lever {name!r}; {known}")
    declared = LEVERS[name]
    if not declared.low <= level <= declared.high:
        raise ValueError(f"{name}: found {level}, allowed are {declared.low:g} to {declared.high:g}")
    if ramp < 0:
        raise ValueError(f"ramp of {name}: found {ramp}, allowed are 0 days and more")
    column = levers[day:, X[name]]
    before = float(column[0])
    passed = np.arange(len(column))
    share = np.minimum(1.0, passed / ramp) if ramp else np.ones(len(passed))
    column[:] = before + (level - before) * share
    column[ramp:] = level
