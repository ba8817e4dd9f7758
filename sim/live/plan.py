"""What is planned for one office: the scenario's levers and world, and what was moved while it ran."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sim.policy import X
from sim.scenario import Recession, Scenario, Surge, lever_table, world_table

if TYPE_CHECKING:
    from sim.lanes import Numbers

Shock: TypeAlias = Recession | Surge
"""A shock, with the day on which it begins."""


@dataclass(frozen=True, slots=True)
class Move:
    """A lever goes in equal steps from where it stood on a day to a level, and stays there.

    Attributes:
        name: The lever.
        day: The day on which it begins.
        before: Where it stood by then.
        level: Where it goes.
        ramp: Days until it is there; at once for 0.
    """

    name: str
    day: int
    before: float
    level: float
    ramp: int

    def on(self, days: Numbers) -> Numbers:
        """Where the lever stands on some days, none of them before the move: (days,)."""
        passed = days - self.day
        share = np.minimum(1.0, passed / self.ramp) if self.ramp else np.ones(len(passed))
        return np.where(passed >= self.ramp, self.level, self.before + (self.level - self.before) * share)


class Plan:
    """The policy and the world of one office by day, without end: the scenario's last day goes on.

    Attributes:
        scenario: The scenario.
        moves: Levers that were moved, in the order of their days.
        shocks: Shocks beyond those of the scenario.
    """

    def __init__(self, scenario: Scenario, moves: tuple[Move, ...] = (), shocks: tuple[Shock, ...] = ()) -> None:
        self.scenario, self.moves, self.shocks = scenario, moves, shocks

    def levers(self, first: int, last: int) -> Numbers:
        """How far each lever is pulled on the days first, …, last - 1: shape (days, len(X))."""
        table: Numbers = lever_table(self.scenario, last)[first:]
        for move in self.moves:  # a later move takes over from an earlier one
            begin = max(move.day, first)
            if begin < last:
                table[begin - first :, X[move.name]] = move.on(np.arange(begin, last, dtype=np.float64))
        return table

    def world(self, first: int, last: int) -> Numbers:
        """What the world does on the days first, …, last - 1: shape (days, len(W))."""
        around = self.scenario.environment
        struck = self.scenario.model_copy(
            update={"environment": around.model_copy(update={"shocks": (*around.shocks, *self.shocks)})}
        )
        table: Numbers = world_table(struck, last)[first:]
        return table

    def with_move(self, name: str, level: float, day: int, ramp: int) -> Plan:
        """The same plan with a lever moved from a day on; what was planned for this lever from then on is forgotten."""
        kept = tuple(each for each in self.moves if each.name != name or each.day < day)
        before = float(Plan(self.scenario, kept).levers(day, day + 1)[0, X[name]])
        moves = sorted((*kept, Move(name, day, before, level, ramp)), key=lambda each: each.day)
        return Plan(self.scenario, tuple(moves), self.shocks)

    def with_shock(self, shock: Shock) -> Plan:
        """The same plan with one more shock."""
        return Plan(self.scenario, self.moves, (*self.shocks, shock))

    def until(self, day: int) -> Plan:
        """The same plan without what was added to it for the days after a day."""
        return Plan(
            self.scenario,
            tuple(each for each in self.moves if each.day <= day),
            tuple(each for each in self.shocks if each.start <= day),
        )

    def heading(self, day: int) -> dict[str, float]:
        """Where each lever is heading on a day: where it will stand once the change that has begun is done."""
        policy, levers = self.scenario.policy, self.levers(day, day + 1)[0]
        heading: dict[str, float] = {}
        for row in X:
            begun = [each.level for each in self.moves if each.name == row.name and each.day <= day]
            if begun:
                heading[row.name] = begun[-1]
                continue
            heading[row.name] = float(levers[row])
            for change in policy.changes(row.name):
                assert change.start is not None  # changes() filled both in
                assert change.ramp is not None
                if change.start <= day <= change.start + change.ramp:
                    heading[row.name] = change.level
        return heading
