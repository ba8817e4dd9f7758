"""The offices of a session, side by side: the same people and the same luck, with the policy and without."""

from __future__ import annotations

import math
import mmap
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.lanes import in_lines, room_for
from sim.ledger import E
from sim.live.events import Event
from sim.live.history import FIRST, POLICY, TWIN, History
from sim.live.plan import Plan, Shock
from sim.live.side import Side
from sim.live.snapshots import EVERY, STATE, Snapshot, Snapshots
from sim.measures import Y
from sim.opening import organization_of
from sim.policy import W, X
from sim.run import Inputs, live, open_lanes, tie_counts
from sim.scenario import Scenario, coefficient_row
from sim.state import O

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers
    from sim.organization import Organization

BLOCK = 250
"""For how many days ahead the tables are filled: a year."""

LONGEST = 75_000
"""The most days that a session can live: three centuries, or two hours at ten days a second."""

MOST_ADDRESSES = 2**31
"""Bytes of addresses that tables by day may span. What lies behind the last year is never touched, and takes no memory."""

TABLES = ("levers", "world", "tally", "office_days", "ledger_days")
"""Arrays by day, which are laid out anew where they end."""

AT_ONCE = 50
"""Days after which a long way back tells how far it has come."""


class Offices:
    """Offices that live together, day by day, and can go back.

    Attributes:
        scenario: The scenario.
        seed: The seed of their luck.
        organization: Who works there.
        day: How many days have been lived, and so the number of the coming day.
        lanes: The engine's arrays: the policy, the twin, and the first run where another has branched off.
        plans: What is planned for each of them.
        history: What the charts draw.
        counts: What the organization fixes (:func:`sim.run.tie_counts`).
        events: What was done, in order.
        generation: How often the past has changed.
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.organization: Organization = organization_of(scenario, seed)
        self.plans = [Plan(scenario), Plan(scenario.twin())]
        self.day = self.generation = 0
        self.events: list[Event] = []
        self.history = History()
        self.snapshots = Snapshots()
        row = coefficient_row(scenario)
        inputs = [Inputs(seed, plan.levers(0, BLOCK), plan.world(0, BLOCK), row) for plan in self.plans]
        self.lanes: Lanes = open_lanes(self.organization, inputs, ledger=True)
        self.counts = tie_counts(self.organization)
        self._kept = max((each.run_to for each in scenario.chapters), default=0)
        self._furthest = 0
        self.snapshots.take(self.lanes, 0)

    @cached_property
    def most_days(self) -> int:
        """The most days that these offices can live."""
        by_day = 8 * (FIRST + 1) * (len(X) + len(W) + len(O) + (len(Y) + len(E)) * len(self.organization.departments))
        return min(LONGEST, MOST_ADDRESSES // by_day)

    @property
    def has_first(self) -> bool:
        """Whether a branch has left a first run behind that is drawn beside."""
        return len(self.plans) > FIRST

    @property
    def _one_world(self) -> bool:
        """Whether the twin lives through the same shocks as the first run, and so is its twin as well."""
        return self.has_first and self.plans[FIRST].shocks == self.plans[TWIN].shocks

    def side(self, number: int) -> Side:
        """One of the offices: 0 the policy, 1 the twin, 2 the first run."""
        return Side(self, number)

    def live(self, days: int) -> int:
        """Live some days, or fewer where the last possible one comes before; how many it were."""
        last = min(self.day + days, self.most_days)
        lived = last - self.day
        while self.day < last:
            self._reach()
            until = min(last, len(self.lanes.levers), self.day + EVERY)
            live(self.lanes, self.day, until)
            self.history.write(self.lanes, self.counts, self.day, until, one_world=self._one_world)
            self.day = until
            self._furthest = max(self._furthest, until)
            self.snapshots.take(self.lanes, until)
        return lived

    def move(self, name: str, level: float, ramp: int, day: int | None = None) -> None:
        """Move a lever of the policy from the coming day on, or from a later one; after a rewind this is a branch."""
        self._branch()
        self.events.append(Event(self.day, "lever", name, level, ramp, day_of=day))
        self.plans[POLICY] = self.plans[POLICY].with_move(name, level, self.day if day is None else day, ramp)
        self._refill()

    def strike(self, name: str, shock: Shock) -> None:
        """Let a shock come over the policy and the twin; after a rewind this is a branch.

        Args:
            name: How the log calls it.
            shock: The shock; it begins on the coming day or later.
        """
        self._branch()
        self.events.append(Event(self.day, "shock", name, 1.0, shock=shock))
        for side in (POLICY, TWIN):
            self.plans[side] = self.plans[side].with_shock(shock)
        self._refill()

    def go_to(self, day: int, told: Callable[[int], object] | None = None) -> None:
        """Go to the morning of another day that has been lived: back by living again from the snapshot before it.

        Args:
            day: The day, 0 to the last one that any of the offices is known for.
            told: Is told now and then which day has been reached.

        Raises:
            ValueError: If there is no such day.
        """
        if not 0 <= day <= self.history.known:
            raise ValueError(f"day: found {day}, allowed are 0 to {self.history.known}")
        if day < self.day:
            self._log_rewind(day)
            self._restore(self.snapshots.before(day))
        while self.day < day:
            self.live(min(AT_ONCE, day - self.day))
            if told is not None:
                told(self.day)

    def _log_rewind(self, day: int) -> None:
        """Log that the offices go back; of several times in a row the last counts, after the furthest day."""
        furthest = self.day
        if self.events and self.events[-1].do == "rewind":
            furthest = max(furthest, self.events.pop().day)
        self.events.append(Event(furthest, "rewind", "rewind", float(day)))

    def _restore(self, snapshot: Snapshot) -> None:
        held = {
            name: _in_room(snapshot.held(name), len(self.plans)) for name in STATE
        }  # before a branch, first is policy
        self.lanes = self.lanes._replace(**held)
        self.day = snapshot.day
        self.generation += 1
        self._open_tables()

    def forget(self) -> None:
        """Forget what was planned for the coming day and later, beyond the scenario; after a rewind this is a branch."""
        self._branch()
        self.events.append(Event(self.day, "forget", "forget", float(self.day)))
        self.plans[:FIRST] = [each.until(self.day - 1) for each in self.plans[:FIRST]]
        self._refill()

    def hold(self) -> None:
        """Hold every lever of the policy where it stands on the coming day; what was planned for it is forgotten."""
        ahead = self.plans[POLICY].levers(self.day, self.day + self.scenario.days)
        for row in X:
            if (ahead[:, row] != ahead[0, row]).any():
                self.move(row.name, float(ahead[0, row]), 0)

    def _branch(self) -> None:
        """Where the offices have gone back, give up what they had lived after; the first run goes on beside."""
        if self.day == self._furthest:
            return
        first = self.plans[POLICY]
        self.history.branch(self.day, keep=not self.has_first)
        self.snapshots.forget(self.day)
        self._furthest = self.day
        self.generation += 1
        self.plans = [each.until(self.day) for each in self.plans[:FIRST]] + (self.plans[FIRST:] or [first])
        if self.lanes.people.shape[-1] < len(self.plans):
            held = {
                name: _in_room(getattr(self.lanes, name), len(self.plans))
                for name in self.lanes.by_lane
                if name not in TABLES
            }
            self.lanes = self.lanes._replace(**held)
            self._open_tables()

    def _reach(self) -> None:
        if self.day >= len(self.lanes.levers):
            self._open_tables()

    def _open_tables(self) -> None:
        """Lay out tables that end a year after the coming day.

        Rows are numbered by days. Rows of days that are over are zeros that nobody touches, which the system gives
        without memory behind them; so the tables take the memory of one year however long the run is.
        """
        end, many, d = self.day + BLOCK, len(self.plans), len(self.organization.departments)
        tally, office_days = self.lanes.tally, self.lanes.office_days
        self.lanes = self.lanes._replace(
            levers=_untouched(end, len(X), many),
            world=_untouched(end, len(W), many),
            tally=_untouched(end, len(Y), d, many),
            office_days=_untouched(end, len(O), many),
            ledger_days=_untouched(end, len(E), d, many),
        )
        if kept := min(self._kept, self.day, len(tally)):  # what a story will read off its days
            self.lanes.tally[:kept, ..., : tally.shape[-1]] = tally[:kept]
            self.lanes.office_days[:kept, ..., : tally.shape[-1]] = office_days[:kept]
        self._refill()

    def _refill(self) -> None:
        """Write what is planned into the tables, from the coming day on."""
        end = len(self.lanes.levers)
        for lane, plan in enumerate(self.plans):
            self.lanes.levers[self.day :, :, lane] = plan.levers(self.day, end)
            self.lanes.world[self.day :, :, lane] = plan.world(self.day, end)


def _untouched(*shape: int) -> Numbers:
    """A table of zeros by lane that takes memory only where it is written to."""
    *before, lanes = shape
    whole = (*before, room_for(lanes))
    table: Numbers = np.ndarray(whole, dtype=np.float64, buffer=mmap.mmap(-1, 8 * math.prod(whole)))
    return table[..., :lanes]


def _in_room(array: Any, lanes: int) -> Any:
    """A copy with so many lanes, in memory of whole groups of lanes, as the engine needs it; new ones are the policy's."""
    held = array.shape[-1]
    made = in_lines(array.dtype, *array.shape[:-1], room_for(lanes))
    made[..., :held] = array
    made[..., held:] = array[..., POLICY : POLICY + 1]
    return made[..., :lanes]
