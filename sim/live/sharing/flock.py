"""Many offices of the same people and the same luck, lived side by side, to be recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.live.history import COLUMNS
from sim.live.plan import Plan
from sim.measures import MEASURES, sums, whole
from sim.run import Inputs, live, open_lanes, tie_counts
from sim.scenario import Scenario, coefficient_row

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers
    from sim.live.history import Rows
    from sim.organization import Organization


class Flock:
    """Offices under several policies, a lane each.

    Attributes:
        organization: Who works there.
        days: How many days can be lived.
        day: How many have been lived.
        lanes: The engine's arrays.
        rows: What the charts draw, shape (lanes, days, columns); NaN for days to come and where nothing happened.
    """

    def __init__(self, organization: Organization, scenarios: Sequence[Scenario], seed: int, days: int) -> None:
        self.organization, self.days, self.day = organization, days, 0
        inputs = []
        for each in scenarios:
            plan = Plan(each)
            inputs.append(Inputs(seed, plan.levers(0, days), plan.world(0, days), coefficient_row(each)))
        self.lanes: Lanes = open_lanes(organization, inputs)
        self.rows: Rows = np.full((len(inputs), days, len(COLUMNS)), np.nan, dtype=np.float32)
        self._counts = tie_counts(organization)

    def live(self) -> None:
        """Live one day."""
        today = slice(self.day, self.day + 1)
        live(self.lanes, self.day, self.day + 1)
        added = whole(sums(self.lanes.tally[today], self.lanes.office_days[today], self._counts))
        for column, name in enumerate(COLUMNS):
            self.rows[:, self.day, column] = MEASURES[name].read(added)[0]
        self.day += 1

    def offices(self) -> list[OneOfThem]:
        """All offices, to look at."""
        return [OneOfThem(self, lane) for lane in range(len(self.rows))]


@dataclass(frozen=True, slots=True)
class OneOfThem:
    """One office of a flock, to look at: a :class:`sim.live.side.Seen`."""

    flock: Flock
    lane: int

    @property
    def lanes(self) -> Lanes:
        """The engine's arrays, of which this office is one lane."""
        return self.flock.lanes

    @property
    def organization(self) -> Organization:
        """Who works there."""
        return self.flock.organization

    @property
    def day(self) -> int:
        """How many days have been lived."""
        return self.flock.day

    @property
    def people(self) -> Numbers:
        """What people remember and what the day brought: shape (len(P), n)."""
        return self.flock.lanes.people[:, :, self.lane]

    @property
    def ties(self) -> Numbers:
        """The same of ties: shape (len(T), m)."""
        return self.flock.lanes.ties[:, :, self.lane]

    def course(self, name: str) -> Numbers:
        """A measure on each day so far: (days,)."""
        return self.flock.rows[self.lane, : self.day, COLUMNS.index(name)].astype(np.float64)
